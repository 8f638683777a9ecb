package dev.hcpferry.restore.step;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.RestoreContext.Contents;

/** Done when every byte of the bundle is proved to be what the backup wrote. Nothing is touched before. */
public final class VerifyBundle implements Step<RestoreContext> {
    @Override
    public String name() {
        return "verify-bundle";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) {
        BundleStore bundles = context.systems().bundles();
        try {
            BackupBundle bundle = bundles.verify(context.backup().bundle());
            if (!bundle.request().migrationId().equals(context.migrationId())
                    || !bundle.request().hostedCluster().equals(context.ref())) {
                return corrupt(
                        "the bundle belongs to migration " + bundle.request().migrationId() + " of "
                                + bundle.request().hostedCluster());
            }
            context.found(new Contents(bundle, bundles.manifests(bundle)));
            return StepResult.done("the bundle's digests are right: "
                    + bundle.objects().size() + " objects, " + bundle.snapshot().bytes() + " bytes of etcd");
        } catch (BundleException broken) {
            return corrupt(String.valueOf(broken.getMessage()));
        }
    }

    private static StepResult corrupt(String why) {
        return StepResult.failed(
                ReasonCode.BUNDLE_CORRUPT,
                why,
                "nothing was touched on the destination: migrate again to take a new bundle");
    }
}
