package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Done when a source that has come back from the dead can't run the hosted cluster: it carries this migration's mark, is paused down
 * to its machines, and no pod of its API servers and controllers is left. It is the first thing that happens to it, before anybody
 * looks whether the destination is fine: two active control planes are worse than none.
 */
public final class FenceSource implements Step<CleanupContext> {
    /** Those that act on a pause or on the scale of others first. */
    private static final List<String> WORKLOADS = Stream.concat(
                    Stream.concat(
                            Stream.of(HyperShift.CONTROL_PLANE_OPERATOR), HyperShift.MACHINE_CONTROLLERS.stream()),
                    HyperShift.API_SERVERS.stream())
            .distinct()
            .toList();

    private static final List<ResourceKind> PAUSED = Stream.concat(
                    Stream.of(ResourceKind.HOSTED_CONTROL_PLANE), Pause.OF_CLUSTER_API.stream())
            .toList();

    @Override
    public String name() {
        return "fence-source";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("the hosted cluster lives on at the destination");
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        Optional<HostedCluster> hostedCluster = source.hostedCluster();
        if (hostedCluster.isEmpty()) {
            return StepResult.done(source.name() + " has no HostedCluster " + context.ref());
        }
        String infraId = context.restored().backup().infraId();
        if (!hostedCluster.get().infraId().equals(infraId)) {
            return StepResult.failed(
                    ReasonCode.SOURCE_NOT_QUIESCED,
                    "the HostedCluster " + context.ref() + " on " + source.name() + " is another one than the restored "
                            + infraId,
                    "nothing was touched on the source: leave it as it is, or correct its kubeconfig and retry the migration");
        }
        pause(source, hostedCluster.get(), context.migrationId());
        stop(source);
        List<String> running = WorkloadsStopped.remaining(source, WORKLOADS);
        return running.isEmpty()
                ? StepResult.done("the source is fenced: paused, and without control plane")
                : StepResult.waiting(
                        "fencing the source: still there " + String.join(", ", running),
                        source.changes(ResourceKind.POD),
                        source.changes(ResourceKind.DEPLOYMENT));
    }

    /** What an earlier migration noted of the source is worth nothing any more: this one has moved it. */
    private static void pause(Site source, HostedCluster hostedCluster, String migrationId) {
        source.cluster().edit(hostedCluster.object().key(), object -> {
            object.annotate(OwnershipMarks.MIGRATION, migrationId);
            Pause.set(object);
        });
        Stream.concat(
                        source.nodePools().stream(),
                        PAUSED.stream().flatMap(kind -> source.inControlPlane(kind).stream()))
                .filter(object -> Pause.of(object).isEmpty())
                .forEach(object -> source.cluster().edit(object.key(), Pause::set));
    }

    private static void stop(Site source) {
        WORKLOADS.stream()
                .flatMap(workload -> source.deployment(workload).stream())
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .map(KubernetesObject::key)
                .forEach(key -> source.cluster().edit(key, Workload::scaleToZero));
    }
}
