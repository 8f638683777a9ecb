package dev.hcpferry.common.migration;

import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Done when this run holds the hosted cluster's Lease on the cluster that the phase changes. */
public final class AcquireLease<C extends MigrationContext> implements Step<C> {
    /** Tells this process from every other. */
    private static final String HOLDER = "hcp-ferry-" + UUID.randomUUID();

    private final Function<C, Site> site;
    private final Function<C, String> infraId;
    private final Predicate<C> unneeded;

    /** @param unneeded when there is nothing left to guard, as at the end of a resumed cleanup */
    public AcquireLease(Function<C, Site> site, Function<C, String> infraId, Predicate<C> unneeded) {
        this.site = site;
        this.infraId = infraId;
        this.unneeded = unneeded;
    }

    public AcquireLease(Function<C, Site> site, Function<C, String> infraId) {
        this(site, infraId, context -> false);
    }

    @Override
    public String name() {
        return "acquire-lease";
    }

    @Override
    public Inverse<C> inverse() {
        return Inverse.unneeded("the lease is given back at the end of every run");
    }

    @Override
    public StepResult run(C context) {
        if (context.holdsLease() || unneeded.test(context)) {
            return StepResult.done("nobody else acts on " + context.ref());
        }
        Site where = site.apply(context);
        String lease = "hcp-ferry-" + infraId.apply(context);
        return context.systems()
                .leases()
                .tryAcquire(where.cluster(), context.ref().namespace(), lease, HOLDER)
                .map(held -> {
                    context.guardWith(held);
                    return StepResult.done("holds the lease " + lease + " on " + where.name());
                })
                .orElseGet(() -> StepResult.waiting("another runner holds the lease " + lease + " on " + where.name()));
    }
}
