package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Done when the site has no NodePool of this hosted cluster; those of others are not looked at. */
public final class RemoveNodePools<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;

    public RemoveNodePools(Function<C, Site> where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "remove-node-pools";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        Site site = where.apply(context);
        List<KubernetesObject> pools = site.nodePools();
        List<String> held = pools.stream()
                .map(pool -> Removal.remove(site.cluster(), pool))
                .flatMap(Optional::stream)
                .toList();
        if (!held.isEmpty()) {
            return Removal.awaitRelease(held);
        }
        return pools.isEmpty()
                ? StepResult.done(site.name() + " has no NodePool of " + context.ref())
                : StepResult.waiting(
                        "removed " + pools.size() + " NodePools", site.changesBeside(ResourceKind.NODE_POOL));
    }
}
