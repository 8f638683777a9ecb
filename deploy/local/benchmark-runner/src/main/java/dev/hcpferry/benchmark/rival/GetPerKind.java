package dev.hcpferry.benchmark.rival;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.model.HostedClusterRef;
import java.io.IOException;
import java.time.Duration;

/** One {@code kubectl get} per kind into a file each; nothing is archived or uploaded. */
public final class GetPerKind implements Contender {
    private final Kubectl kubectl;
    private final HostedClusterRef ref;

    public GetPerKind(Kubectl kubectl, HostedClusterRef ref) {
        this.kubectl = kubectl;
        this.ref = ref;
    }

    @Override
    public Cost run(int round) throws IOException, InterruptedException {
        Duration total = kubectl.get(ResourceKind.HOSTED_CLUSTER, ref.namespace())
                .plus(kubectl.get(ResourceKind.NODE_POOL, ref.namespace()));
        for (ResourceKind kind : Inventory.CONTROL_PLANE_KINDS) {
            total = total.plus(kubectl.get(kind, ref.controlPlaneNamespace()));
        }
        return Cost.of(total);
    }
}
