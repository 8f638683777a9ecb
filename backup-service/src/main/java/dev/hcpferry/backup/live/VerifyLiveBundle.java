package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;

/** Done when every byte of the bundle was read back and is what was written. One that is not is no bundle any more. */
final class VerifyLiveBundle implements Step<LiveContext> {
    @Override
    public String name() {
        return "verify-bundle";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(LiveContext context) {
        BundleStore bundles = context.systems().bundles();
        Committed committed = context.committed().orElseThrow();
        try {
            bundles.verify(committed.index());
            return StepResult.done("the bundle's digests are right");
        } catch (BundleException broken) {
            if (broken.reason() == ReasonCode.BUNDLE_CORRUPT) {
                bundles.discard(context.address());
            }
            throw broken;
        }
    }
}
