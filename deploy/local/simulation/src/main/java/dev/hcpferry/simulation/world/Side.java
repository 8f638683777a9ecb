package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One management cluster with the volumes and processes of the hosted cluster on it. */
public final class Side {
    static final String NAMESPACE = MigrationWorld.INSIDE;

    private final InMemoryManagementCluster cluster;
    private @Nullable EtcdData volume;
    private @Nullable String volumeOf;
    private boolean split;

    Side(InMemoryManagementCluster cluster) {
        this.cluster = cluster;
    }

    public String name() {
        return cluster.name();
    }

    public String router() {
        return "router." + name() + ".example.net";
    }

    public InMemoryManagementCluster cluster() {
        return cluster;
    }

    /** What lies on etcd's volumes, whether etcd runs or not; they end with their namespace. */
    public synchronized Optional<EtcdData> volume() {
        String living = namespace().map(KubernetesObject::uid).orElse(null);
        if (volumeOf != null && !volumeOf.equals(living)) {
            volume = null;
            volumeOf = null;
        }
        return Optional.ofNullable(volume);
    }

    synchronized void volume(EtcdData data) {
        volume = data;
        volumeOf = namespace().orElseThrow().uid();
    }

    /** Whether every member is a cluster of its own. */
    public boolean isSplit() {
        return split;
    }

    /** The ids of the members that a member knows. */
    public Set<Long> etcdMembers() {
        return split
                ? Set.of(1L)
                : pods(HyperShift.ETCD).stream()
                        .filter(Pods::ready)
                        .map(pod -> 1
                                + Long.parseLong(pod.name().substring(pod.name().lastIndexOf('-') + 1)))
                        .collect(Collectors.toSet());
    }

    public boolean etcdAnswers(String pod) {
        return pods(HyperShift.ETCD).stream().anyMatch(found -> found.name().equals(pod) && Pods.ready(found));
    }

    void splits() {
        split = true;
    }

    /** What etcd serves just now. */
    public Optional<EtcdData> etcd() {
        return pods(HyperShift.ETCD).stream().anyMatch(Pods::ready) ? volume() : Optional.empty();
    }

    /** Whether an API server answers, if only until it is terminated. */
    public boolean serves() {
        return runs(HyperShift.KUBE_APISERVER) && etcd().isPresent();
    }

    /** Whether a process of this workload runs; one that is being terminated still does. */
    boolean runs(String workload) {
        return pods(workload).stream().anyMatch(Pods::ready);
    }

    /** The workloads that write etcd just now. */
    List<String> writers() {
        return etcd().isEmpty()
                ? List.of()
                : HyperShift.API_SERVERS.stream().filter(this::runs).toList();
    }

    List<KubernetesObject> pods(String workload) {
        return cluster.list(ResourceKind.POD, NAMESPACE, Map.of("app", workload));
    }

    List<KubernetesObject> inside(ResourceKind kind) {
        return cluster.list(kind, NAMESPACE, Map.of());
    }

    Optional<KubernetesObject> hostedCluster() {
        return cluster.find(ResourceKind.HOSTED_CLUSTER, MigrationWorld.REF.namespace(), MigrationWorld.REF.name());
    }

    Optional<KubernetesObject> controlPlane() {
        return cluster.find(ResourceKind.HOSTED_CONTROL_PLANE, NAMESPACE, MigrationWorld.REF.name());
    }

    Optional<KubernetesObject> namespace() {
        return cluster.find(ResourceKind.NAMESPACE, null, NAMESPACE);
    }
}
