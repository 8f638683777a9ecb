package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How those see the nodes that ask the API of one side: as silent since it serves when they have not reported there. */
final class SilentNodes {
    private final Side side;
    private final Surroundings world;
    private @Nullable Instant servesSince;

    SilentNodes(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
    }

    /** Whether a node has been silent for so long; has to be asked again and again. */
    boolean any(Duration time) {
        Instant now = world.time().now();
        servesSince = !side.serves() ? null : servesSince == null ? now : servesSince;
        Instant since = servesSince;
        return since != null
                && side.etcd().stream()
                        .flatMap(etcd -> etcd.guest().list(ResourceKind.LEASE, "kube-node-lease").stream())
                        .map(lease ->
                                Instant.parse(lease.text("/spec/renewTime").orElseThrow()))
                        .map(renewed -> renewed.isAfter(since) ? renewed : since)
                        .anyMatch(alone -> alone.plus(time).isBefore(now));
    }
}
