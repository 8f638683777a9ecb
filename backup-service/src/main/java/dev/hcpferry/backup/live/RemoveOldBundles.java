package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Done when no more live bundles of the hosted cluster are there than are to be kept. What can't be read is left alone. */
final class RemoveOldBundles implements Step<LiveContext> {
    private static final Logger LOG = Logger.getLogger(RemoveOldBundles.class);

    @Override
    public String name() {
        return "remove-old-bundles";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("newer ones are there");
    }

    @Override
    public StepResult run(LiveContext context) {
        List<Committed> all = new ArrayList<>();
        for (BundleAddress address : context.shelf().bundles().of(context.address())) {
            read(address, context).ifPresent(all::add);
        }
        List<Committed> surplus = context.shelf().retention().surplus(all);
        for (Committed committed : surplus) {
            context.shelf().bundles().remove(addressOf(committed, context));
        }
        return StepResult.done("removed " + surplus.size() + " old live bundles");
    }

    private static Optional<Committed> read(BundleAddress address, LiveContext context) {
        try {
            return context.systems().bundles().find(address);
        } catch (BundleException unreadable) {
            LOG.warnf("Left alone: %s", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Where the index lies, not where it says that it does. */
    private static BundleAddress addressOf(Committed committed, LiveContext context) {
        return BundleAddress.ofIndex(committed.index().location(), context.ref())
                .orElseThrow();
    }
}
