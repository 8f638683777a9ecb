package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;

/** Done when the source has no NodePool of this hosted cluster; those of others are not looked at. */
public final class RemoveNodePools implements Step<CleanupContext> {
    @Override
    public String name() {
        return "remove-node-pools";
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        List<KubernetesObject> pools = source.nodePools();
        List<String> held = pools.stream()
                .map(pool -> Removal.remove(source.cluster(), pool))
                .flatMap(Optional::stream)
                .toList();
        if (!held.isEmpty()) {
            return StepResult.waiting(String.join("; ", held));
        }
        return pools.isEmpty()
                ? StepResult.done("the source has no NodePool of " + context.ref())
                : StepResult.waiting(
                        "removed " + pools.size() + " NodePools", source.changesBeside(ResourceKind.NODE_POOL));
    }
}
