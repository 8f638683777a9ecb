package dev.hcpferry.restore.evidence;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.guest.NodeHeartbeats.Beat;
import dev.hcpferry.restore.RestoreContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * That the guest's nodes are the ones it had, on the same instances, and that their kubelets have come back.
 *
 * @param nodes what the guest API says of its nodes just now
 * @param expected the instances that the guest had: those of the Machines in the backup, and those of nodes that are older than it. A
 *     node has no Machine when the control plane alone was moved before.
 */
public record NodeEvidence(List<RestoredNode> nodes, Set<String> expected) {

    public NodeEvidence {
        nodes = List.copyOf(nodes);
        expected = Set.copyOf(expected);
    }

    /** @throws dev.hcpferry.common.cluster.KubernetesException when the guest does not answer */
    public static NodeEvidence look(GuestApi guest, RestoreContext context) {
        List<Beat> beats = context.heartbeats().look(guest);
        Stream<String> recorded = context.bundle().nodes().stream().map(Node::providerId);
        Stream<String> old = beats.stream()
                .map(Beat::node)
                .filter(node -> isOlder(node, context.bundle().completedAt()))
                .map(NodeEvidence::providerId);
        return new NodeEvidence(
                beats.stream().map(NodeEvidence::restored).toList(),
                Stream.concat(recorded, old).collect(Collectors.toSet()));
    }

    public List<Evidence> judge() {
        Set<String> is = nodes.stream().map(RestoredNode::providerId).collect(Collectors.toSet());
        Set<String> lost = new HashSet<>(expected);
        lost.removeAll(is);
        Set<String> added = new HashSet<>(is);
        added.removeAll(expected);
        long ready = ready();
        return List.of(
                new Evidence(
                        "NodeProviderIDs",
                        lost.isEmpty() && added.isEmpty(),
                        lost.isEmpty() && added.isEmpty()
                                ? "the same " + is.size() + " instances"
                                : "lost " + lost + ", new " + added),
                new Evidence("NodesReady", ready == nodes.size(), ready + " of " + nodes.size() + " nodes ready"));
    }

    /** How many are Ready with a kubelet that has come back. */
    public int ready() {
        return (int) nodes.stream().filter(RestoredNode::ready).count();
    }

    private static RestoredNode restored(Beat beat) {
        KubernetesObject node = beat.node();
        return new RestoredNode(node.name(), providerId(node), node.conditionIsTrue("Ready") && beat.alive());
    }

    private static boolean isOlder(KubernetesObject node, Instant backup) {
        return node.created().filter(created -> created.isBefore(backup)).isPresent();
    }

    private static String providerId(KubernetesObject node) {
        return node.text("/spec/providerID").orElse("");
    }
}
