package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Done when the site has no HostedCluster. The hypershift-operator never sees it being deleted: it would delete the OIDC
 * documents that the other site uses (DOMAIN guard 6).
 */
public final class RemoveHostedCluster<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;

    public RemoveHostedCluster(Function<C, Site> where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "remove-hosted-cluster";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        Site site = where.apply(context);
        Optional<HostedCluster> hostedCluster = site.hostedCluster();
        if (hostedCluster.isEmpty()) {
            return StepResult.done(site.name() + " has no HostedCluster " + context.ref());
        }
        Optional<String> held =
                Removal.remove(site.cluster(), hostedCluster.get().object());
        return held.isPresent()
                ? Removal.awaitRelease(List.of(held.get()))
                : StepResult.waiting("removed the HostedCluster", site.changesBeside(ResourceKind.HOSTED_CLUSTER));
    }
}
