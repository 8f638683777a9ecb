package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import java.util.List;

/**
 * Keeps the API servers on the destination down until etcd is proved: a write to a split or an empty etcd would be lost (DOMAIN
 * guard 3), and as long as nobody has written, the source can take over again. The control plane is paused meanwhile, so that the
 * control-plane-operator leaves them down; it has to have made etcd before.
 */
final class ApiServerHold {
    private ApiServerHold() {}

    /** Whether HyperShift has begun to restore etcd. */
    static boolean canBegin(Site destination) {
        return destination
                .cluster()
                .find(ResourceKind.STATEFUL_SET, destination.controlPlaneNamespace(), HyperShift.ETCD)
                .isPresent();
    }

    /** @return what still runs */
    static List<String> apply(Site destination) {
        destination
                .hostedControlPlane()
                .ifPresent(controlPlane -> destination.cluster().edit(controlPlane.key(), Pause::apply));
        destination
                .hostedCluster()
                .ifPresent(hostedCluster ->
                        destination.cluster().edit(hostedCluster.object().key(), Pause::apply));
        HyperShift.API_SERVERS.parallelStream()
                .flatMap(name -> destination.deployment(name).stream())
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .map(KubernetesObject::key)
                .forEach(key -> destination.cluster().edit(key, Workload::scaleToZero));
        return WorkloadsStopped.remaining(destination, HyperShift.API_SERVERS);
    }

    static void release(Site destination) {
        HyperShift.API_SERVERS.parallelStream()
                .flatMap(name -> destination.deployment(name).stream())
                .map(KubernetesObject::key)
                .forEach(key -> destination.cluster().edit(key, Workload::scaleBack));
        destination
                .hostedCluster()
                .ifPresent(hostedCluster ->
                        destination.cluster().edit(hostedCluster.object().key(), Pause::remove));
        destination
                .hostedControlPlane()
                .ifPresent(controlPlane -> destination.cluster().edit(controlPlane.key(), Pause::remove));
    }
}
