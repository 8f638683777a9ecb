package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.EtcdEvidence;
import java.util.List;

/**
 * Done when etcd is being restored and no API server runs on it, or etcd is proved already. Until it is proved nobody may write: a
 * write to a split or an empty etcd would be lost (DOMAIN guard 3), and as long as nobody has written, the source can take over
 * again.
 */
public final class HoldApiServers implements Step<RestoreContext> {
    @Override
    public String name() {
        return "hold-api-servers";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("what it changes is removed");
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site destination = context.destination();
        if (EtcdEvidence.isKept(context)) {
            return StepResult.done("etcd is proved already");
        }
        if (destination
                .cluster()
                .find(ResourceKind.STATEFUL_SET, destination.controlPlaneNamespace(), HyperShift.ETCD)
                .isEmpty()) {
            return StepResult.waiting(
                    "HyperShift has not begun to restore etcd yet", destination.changes(ResourceKind.STATEFUL_SET));
        }
        List<String> remaining = hold(destination);
        return remaining.isEmpty()
                ? StepResult.done("no API server runs before etcd is proved")
                : StepResult.waiting(
                        "waiting for the end of " + String.join(", ", remaining),
                        destination.changes(ResourceKind.POD));
    }

    /**
     * Pauses the control plane, so that nobody scales it up again, and scales the API servers to 0.
     *
     * @return what still runs
     */
    static List<String> hold(Site destination) {
        destination
                .hostedCluster()
                .ifPresent(hostedCluster ->
                        destination.cluster().edit(hostedCluster.object().key(), Pause::apply));
        destination
                .hostedControlPlane()
                .ifPresent(controlPlane -> destination.cluster().edit(controlPlane.key(), Pause::apply));
        HyperShift.API_SERVERS.stream()
                .flatMap(name -> destination.deployment(name).stream())
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .map(KubernetesObject::key)
                .forEach(key -> destination.cluster().edit(key, Workload::scaleToZero));
        return WorkloadsStopped.remaining(destination, HyperShift.API_SERVERS);
    }
}
