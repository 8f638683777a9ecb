package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Done when NodePools, Cluster API and MachineHealthChecks work on the machines again, but for what a user had paused on the source.
 * Only when all nodes are Ready: MachineHealthChecks and the cluster-autoscaler delete the machines of nodes that don't report.
 */
public final class ResumeMachines implements Step<RestoreContext> {
    /** NodePools first: as long as one is paused, HyperShift pauses what Cluster API has for it. */
    private static final List<ResourceKind> TOP_DOWN = Stream.concat(
                    Stream.of(ResourceKind.NODE_POOL), Pause.OF_CLUSTER_API.stream())
            .toList();

    @Override
    public String name() {
        return "resume-machines";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("the destination serves by then: there is no way back");
    }

    @Override
    public StepResult run(RestoreContext context) {
        Workload.OF_MACHINES.stream()
                .flatMap(kind -> context.manifests(kind).stream())
                .forEach(manifest -> context.destination()
                        .cluster()
                        .edit(manifest.key(), found -> putReplicasBack(found, manifest)));
        List<KubernetesObject> resumed = TOP_DOWN.stream()
                .flatMap(kind -> context.manifests(kind).stream())
                .filter(manifest -> !Pause.byUser(manifest))
                .toList();
        resumed.forEach(manifest -> context.destination().cluster().edit(manifest.key(), Pause::remove));
        return StepResult.done(resumed.size() + " objects of NodePools and Cluster API are not paused");
    }

    /**
     * A cluster-autoscaler that had not heard of the nodes may have lowered them. Not once the object acts: what it has then is what
     * somebody wants.
     */
    private static void putReplicasBack(KubernetesObject found, KubernetesObject manifest) {
        if (Pause.of(found).isPresent()) {
            found.spec().set("replicas", manifest.at("/spec/replicas"));
        }
    }
}
