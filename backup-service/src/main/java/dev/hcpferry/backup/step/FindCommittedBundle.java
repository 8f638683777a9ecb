package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;

/**
 * Done when it is known whether an earlier run committed this migration's bundle: then snapshot and manifests are what they are,
 * and later steps leave them alone.
 */
public final class FindCommittedBundle implements Step<BackupContext> {
    @Override
    public String name() {
        return "find-committed-bundle";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(BackupContext context) {
        if (context.request().source().equals(context.request().destination())) {
            return StepResult.failed(
                    ReasonCode.INVALID_REQUEST,
                    "source and destination are both " + context.request().source(),
                    "publish a request with two different management clusters");
        }
        context.systems().bundles().find(context.bundleAddress()).ifPresent(context::found);
        return StepResult.done(
                context.committed().isPresent() ? "the bundle is committed already" : "there is no bundle yet");
    }
}
