package dev.hcpferry.restore.evidence;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.restore.RestoreContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * That the guest's nodes are the ones it had, on the same instances, and that their kubelets have come back: what the restored
 * data says of a node is old until its heartbeat moves.
 */
public final class NodeEvidence {
    private static final String HEARTBEATS = "kube-node-lease";

    private NodeEvidence() {}

    /** What the guest API says of its nodes just now. */
    public static List<RestoredNode> look(GuestApi guest, RestoreContext context) {
        Map<String, KubernetesObject> leases = guest.list(ResourceKind.LEASE, HEARTBEATS).stream()
                .collect(Collectors.toMap(KubernetesObject::name, Function.identity()));
        return guest.list(ResourceKind.NODE, null).stream()
                .map(node -> new RestoredNode(
                        node.name(),
                        node.text("/spec/providerID").orElse(""),
                        node.conditionIsTrue("Ready")
                                && context.isAlive(
                                        node.name(), heartbeat(node, Optional.ofNullable(leases.get(node.name()))))))
                .toList();
    }

    /** Judges them against what the backup recorded. */
    public static List<Evidence> judge(List<RestoredNode> nodes, List<Node> recorded) {
        Set<String> was = recorded.stream().map(Node::providerId).collect(Collectors.toSet());
        Set<String> is = nodes.stream().map(RestoredNode::providerId).collect(Collectors.toSet());
        Set<String> lost = new HashSet<>(was);
        lost.removeAll(is);
        Set<String> added = new HashSet<>(is);
        added.removeAll(was);
        long ready = nodes.stream().filter(RestoredNode::ready).count();
        return List.of(
                new Evidence(
                        "NodeProviderIDs",
                        lost.isEmpty() && added.isEmpty(),
                        lost.isEmpty() && added.isEmpty()
                                ? "the same " + is.size() + " instances"
                                : "lost " + lost + ", new " + added),
                new Evidence("NodesReady", ready == nodes.size(), ready + " of " + nodes.size() + " nodes ready"));
    }

    private static String heartbeat(KubernetesObject node, Optional<KubernetesObject> lease) {
        return lease.flatMap(found -> found.text("/spec/renewTime")).orElse("")
                + node.condition("Ready")
                        .map(ready -> ready.path("lastHeartbeatTime").asText())
                        .orElse("");
    }
}
