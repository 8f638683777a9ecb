package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.guest.Guests.GuestApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which nodes of a guest are alive. What etcd says of them is as old as the time its API was away, so a node counts only when its
 * heartbeat has moved since the first look. Safe for threads.
 */
public final class NodeHeartbeats {
    private static final String LEASES = "kube-node-lease";

    private final Map<String, String> first = new ConcurrentHashMap<>();

    /**
     * The nodes just now.
     *
     * @throws dev.hcpferry.common.cluster.KubernetesException when the guest does not answer
     */
    public List<Beat> look(GuestApi guest) {
        Map<String, KubernetesObject> leases = guest.list(ResourceKind.LEASE, LEASES).stream()
                .collect(Collectors.toMap(KubernetesObject::name, Function.identity()));
        return guest.list(ResourceKind.NODE, null).stream()
                .map(node -> new Beat(node, moves(node, Optional.ofNullable(leases.get(node.name())))))
                .toList();
    }

    private boolean moves(KubernetesObject node, Optional<KubernetesObject> lease) {
        String heartbeat = lease.flatMap(found -> found.text("/spec/renewTime")).orElse("")
                + node.condition("Ready")
                        .map(ready -> ready.path("lastHeartbeatTime").asText())
                        .orElse("");
        String before = first.putIfAbsent(node.name(), heartbeat);
        return before != null && !before.equals(heartbeat);
    }

    /** @param alive whether its kubelet has reported since the first look */
    public record Beat(KubernetesObject node, boolean alive) {}
}
