package dev.hcpferry.lab;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a {@link Lab} is made of.
 *
 * @param directory where kubeconfigs and the broker's log are written; made when it is missing
 * @param nodePools NodePools of the hosted cluster
 * @param nodes nodes of each NodePool
 * @param etcdMembers members of the hosted cluster's etcd, 1 or 3
 * @param access how the hosted cluster's API is reached
 * @param podGrace how long a terminating pod lives on; its process works until then
 * @param dnsInterval pause between two looks of ExternalDNS at the routes
 * @param linkedBroker whether the services reach Kafka through a link that can be disturbed
 * @param neighbourMigrates whether the neighbour runs and is to migrate, too; otherwise its pods are empty and nothing may touch it
 */
public record LabOptions(
        Path directory,
        int nodePools,
        int nodes,
        int etcdMembers,
        Access access,
        Duration podGrace,
        Duration dnsInterval,
        boolean linkedBroker,
        boolean neighbourMigrates) {

    public LabOptions {
        if (nodePools < 1 || nodes < 1) {
            throw new IllegalArgumentException("a hosted cluster has at least one NodePool of one node");
        }
        if (etcdMembers != 1 && etcdMembers != 3) {
            throw new IllegalArgumentException("etcd has 1 or 3 members, not " + etcdMembers);
        }
    }

    /** One NodePool of three nodes, one etcd member, public access, and times short enough for a test. */
    public static LabOptions in(Path directory) {
        return new LabOptions(
                directory, 1, 3, 1, Access.PUBLIC, Duration.ofMillis(500), Duration.ofMillis(300), false, false);
    }

    public LabOptions withNodePools(int nodePools) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withNodes(int nodes) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withEtcdMembers(int etcdMembers) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withAccess(Access access) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withPodGrace(Duration podGrace) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withDnsInterval(Duration dnsInterval) {
        return new LabOptions(
                directory,
                nodePools,
                nodes,
                etcdMembers,
                access,
                podGrace,
                dnsInterval,
                linkedBroker,
                neighbourMigrates);
    }

    public LabOptions withLinkedBroker() {
        return new LabOptions(
                directory, nodePools, nodes, etcdMembers, access, podGrace, dnsInterval, true, neighbourMigrates);
    }

    public LabOptions withMigratingNeighbour() {
        return new LabOptions(
                directory, nodePools, nodes, etcdMembers, access, podGrace, dnsInterval, linkedBroker, true);
    }
}
