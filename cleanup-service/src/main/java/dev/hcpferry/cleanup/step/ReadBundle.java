package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/** Done when it is known what was moved: that, and nothing else, is this migration's to remove. */
public final class ReadBundle implements Step<CleanupContext> {
    @Override
    public String name() {
        return "read-bundle";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(CleanupContext context) {
        Optional<Committed> committed = context.systems()
                .bundles()
                .find(context.bundleAddress())
                .filter(found -> found.index()
                        .sha256()
                        .equals(context.restored().backup().bundle().sha256()));
        if (committed.isEmpty()) {
            return StepResult.failed(
                    ReasonCode.BUNDLE_CORRUPT,
                    "the bundle that was restored is not in S3 any more",
                    "nothing was deleted: bring back " + context.bundleAddress().index()
                            + ", then retry the migration");
        }
        context.found(committed.get().bundle());
        return StepResult.done(committed.get().bundle().objects().size() + " objects were moved");
    }
}
