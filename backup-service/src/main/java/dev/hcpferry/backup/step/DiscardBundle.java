package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;

/**
 * Done when the bundle has no index. It must be gone before the source takes writes again: a restore from it would lose them.
 */
public final class DiscardBundle implements BackwardStep<BackupContext> {
    @Override
    public String name() {
        return "discard-bundle";
    }

    @Override
    public StepResult run(BackupContext context) {
        context.systems().bundles().discard(context.bundleAddress());
        return StepResult.done("there is no committed bundle of this migration");
    }
}
