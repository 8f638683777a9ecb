package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.ResourceKind;
import java.time.Duration;

/** Scales down what has silent nodes, and does not look at pauses. */
final class ClusterAutoscaler implements Controller {
    /** The default is 20 minutes; a user may be as eager as this. */
    private static final Duration UNREADY = Duration.ofMinutes(8);

    private final Side side;
    private final SilentNodes nodes;

    ClusterAutoscaler(Side side, SilentNodes nodes) {
        this.side = side;
        this.nodes = nodes;
    }

    @Override
    public void reconcile() {
        if (nodes.any(UNREADY)) {
            side.inside(ResourceKind.MACHINE_DEPLOYMENT)
                    .forEach(deployment -> side.cluster()
                            .edit(deployment.key(), found -> found.spec().put("replicas", 0)));
        }
    }
}
