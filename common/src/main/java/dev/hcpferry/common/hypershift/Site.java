package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.phase.StepResult.WakeUp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A hosted cluster on one management cluster: its source, or its destination. Every call looks anew. */
public record Site(ManagementCluster cluster, HostedClusterRef ref) {

    public String name() {
        return cluster.name();
    }

    public String controlPlaneNamespace() {
        return ref.controlPlaneNamespace();
    }

    public Optional<HostedCluster> hostedCluster() {
        return cluster.find(ResourceKind.HOSTED_CLUSTER, ref.namespace(), ref.name())
                .map(HostedCluster::new);
    }

    /** Its NodePools, however they are named (DOMAIN "The procedure", backup 2). */
    public List<KubernetesObject> nodePools() {
        return cluster.list(ResourceKind.NODE_POOL, ref.namespace()).stream()
                .filter(pool -> pool.text("/spec/clusterName")
                        .filter(ref.name()::equals)
                        .isPresent())
                .toList();
    }

    public Optional<KubernetesObject> hostedControlPlane() {
        return cluster.find(ResourceKind.HOSTED_CONTROL_PLANE, controlPlaneNamespace(), ref.name());
    }

    /** All objects of a kind in the control-plane namespace. */
    public List<KubernetesObject> inControlPlane(ResourceKind kind) {
        return cluster.list(kind, controlPlaneNamespace());
    }

    public Optional<KubernetesObject> deployment(String name) {
        return cluster.find(ResourceKind.DEPLOYMENT, controlPlaneNamespace(), name);
    }

    /** The StatefulSet of its etcd. */
    public Optional<KubernetesObject> etcd() {
        return cluster.find(ResourceKind.STATEFUL_SET, controlPlaneNamespace(), HyperShift.ETCD);
    }

    /** The pods of a Deployment or StatefulSet of the control plane, Terminating ones included. */
    public List<KubernetesObject> podsOf(String workload) {
        return podsOf(Stream.of(workload));
    }

    /** The pods of several workloads. */
    public List<KubernetesObject> podsOf(List<String> workloads) {
        return podsOf(workloads.stream());
    }

    private List<KubernetesObject> podsOf(Stream<String> workloads) {
        List<KubernetesObject> pods = inControlPlane(ResourceKind.POD);
        return workloads
                .flatMap(workload -> pods.stream().filter(pod -> Workload.owns(workload, pod)))
                .toList();
    }

    /** Wakes a waiting step when something of the kind changes in the control-plane namespace. */
    public WakeUp changes(ResourceKind kind) {
        return new WakeUp(cluster, kind, controlPlaneNamespace());
    }

    /** Wakes a waiting step when something of the kind changes in the HostedCluster's namespace. */
    public WakeUp changesBeside(ResourceKind kind) {
        return new WakeUp(cluster, kind, ref.namespace());
    }
}
