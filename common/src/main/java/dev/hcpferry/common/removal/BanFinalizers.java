package dev.hcpferry.common.removal;

import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.function.Function;

/**
 * Done when the cluster refuses finalizers on what is being removed. The hypershift-operator, which can't be stopped, puts its own back
 * even onto paused objects (upstream {@code nodepool_controller.go}, {@code Reconcile}), and would win that race for ever wherever it is
 * nearer to the API server than this service.
 */
public final class BanFinalizers<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;
    private final Function<C, String> infraId;

    public BanFinalizers(Function<C, Site> where, Function<C, String> infraId) {
        this.where = where;
        this.infraId = infraId;
    }

    @Override
    public String name() {
        return "ban-finalizers";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        Site site = where.apply(context);
        boolean banned = FinalizerBan.policy(site.cluster(), infraId.apply(context))
                .enforce(context.migrationId(), FinalizerBan::rules);
        return banned
                ? StepResult.done("what is being removed gets no finalizer any more")
                : StepResult.done("not banned: " + site.name() + " serves no ValidatingAdmissionPolicy");
    }
}
