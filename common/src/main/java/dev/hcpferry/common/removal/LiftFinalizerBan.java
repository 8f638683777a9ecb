package dev.hcpferry.common.removal;

import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.function.Function;

/** Done when the cluster has no policy of {@link BanFinalizers}. */
public final class LiftFinalizerBan<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;
    private final Function<C, String> infraId;

    public LiftFinalizerBan(Function<C, Site> where, Function<C, String> infraId) {
        this.where = where;
        this.infraId = infraId;
    }

    @Override
    public String name() {
        return "lift-finalizer-ban";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        FinalizerBan.policy(where.apply(context).cluster(), infraId.apply(context))
                .remove();
        return StepResult.done("there is no policy against finalizers");
    }
}
