package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Workload;
import java.util.Optional;

/** Workloads as an operator insists on them. */
final class Deployments {
    private Deployments() {}

    static void keep(InMemoryManagementCluster cluster, ResourceKind kind, String name, int replicas) {
        Optional<KubernetesObject> there = cluster.find(kind, Side.NAMESPACE, name);
        if (there.isEmpty()) {
            boolean namespace = cluster.find(ResourceKind.NAMESPACE, null, Side.NAMESPACE)
                    .filter(found -> !found.deleting())
                    .isPresent();
            if (namespace) {
                KubernetesObject workload = KubernetesObject.create(kind, Side.NAMESPACE, name);
                workload.spec().put("replicas", replicas);
                cluster.createIfAbsent(workload);
            }
        } else if (!there.get().deleting() && Workload.replicas(there.get()) != replicas) {
            cluster.edit(there.get().key(), found -> found.spec().put("replicas", replicas));
        }
    }
}
