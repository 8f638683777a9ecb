package dev.hcpferry.lab;

import dev.hcpferry.lab.server.KubernetesBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Lab} is made of.
 *
 * @param directory where kubeconfigs and what servers store are written, logs of real ones below {@code logs}; made when it is
 *     missing
 * @param nodePools NodePools of the hosted cluster
 * @param nodes nodes of each NodePool
 * @param etcdMembers members of the hosted cluster's etcd, 1 or 3
 * @param access how the hosted cluster's API is reached
 * @param extras what this lab has beyond others
 */
public record LabOptions(Path directory, int nodePools, int nodes, int etcdMembers, Access access, Set<Extra> extras) {

    /** How long a terminating pod lives on; its process works until then. */
    static final Duration POD_GRACE = Duration.ofMillis(500);

    /** Pause between two looks of ExternalDNS at the routes. */
    static final Duration DNS_INTERVAL = Duration.ofMillis(300);

    /** What a lab may have. */
    public enum Extra {
        /** The services reach Kafka through a link that can be disturbed. */
        LINKED_BROKER,
        /** The neighbour runs and is to migrate, too; otherwise its pods are empty and nothing may touch it. */
        MIGRATING_NEIGHBOUR,
        /** The management clusters are older than Kubernetes 1.30: they serve no admission policies. */
        OLD_KUBERNETES,
        /** The management clusters are real API servers, found as {@link KubernetesBinaries#ofEnvironment} says. */
        REAL_KUBERNETES
    }

    public LabOptions {
        if (nodePools < 1 || nodes < 1) {
            throw new IllegalArgumentException("a hosted cluster has at least one NodePool of one node");
        }
        if (etcdMembers != 1 && etcdMembers != 3) {
            throw new IllegalArgumentException("etcd has 1 or 3 members, not " + etcdMembers);
        }
        extras = Set.copyOf(extras);
    }

    /** One NodePool of three nodes, one etcd member, public access, and nothing else. */
    public static LabOptions in(Path directory) {
        return new LabOptions(directory, 1, 3, 1, Access.PUBLIC, Set.of());
    }

    public LabOptions withNodePools(int nodePools) {
        return new LabOptions(directory, nodePools, nodes, etcdMembers, access, extras);
    }

    public LabOptions withNodes(int nodes) {
        return new LabOptions(directory, nodePools, nodes, etcdMembers, access, extras);
    }

    public LabOptions withEtcdMembers(int etcdMembers) {
        return new LabOptions(directory, nodePools, nodes, etcdMembers, access, extras);
    }

    public LabOptions withAccess(Access access) {
        return new LabOptions(directory, nodePools, nodes, etcdMembers, access, extras);
    }

    public LabOptions with(Extra extra) {
        EnumSet<Extra> more = EnumSet.of(extra);
        more.addAll(extras);
        return new LabOptions(directory, nodePools, nodes, etcdMembers, access, more);
    }

    public boolean has(Extra extra) {
        return extras.contains(extra);
    }
}
