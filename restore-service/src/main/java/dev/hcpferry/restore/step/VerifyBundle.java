package dev.hcpferry.restore.step;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.hypershift.BundleContents;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.RestoreContext.Contents;
import java.util.List;

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
            if (!isOurs(bundle, context)) {
                return corrupt("the bundle belongs to migration " + bundle.id() + " of " + bundle.hostedCluster());
            }
            List<KubernetesObject> manifests = bundles.manifests(bundle);
            List<String> foreign = BundleContents.foreign(manifests, context.ref(), bundle.infraId());
            if (!foreign.isEmpty()) {
                return corrupt("the bundle holds what does not belong to " + context.ref() + ": " + foreign.getFirst());
            }
            context.found(new Contents(bundle, manifests));
            return StepResult.done("the bundle's digests are right: "
                    + bundle.objects().size() + " objects, " + bundle.snapshot().bytes() + " bytes of etcd");
        } catch (BundleException broken) {
            return corrupt(String.valueOf(broken.getMessage()));
        }
    }

    /** A bundle that was adopted for a dead source was made for another migration, or for none. */
    private static boolean isOurs(BackupBundle bundle, RestoreContext context) {
        return bundle.hostedCluster().equals(context.ref())
                && (context.request().fromBundle() != null || bundle.id().equals(context.migrationId()));
    }

    private static StepResult corrupt(String why) {
        return StepResult.failed(
                ReasonCode.BUNDLE_CORRUPT,
                why,
                "nothing was touched on the destination: migrate again to take a new bundle");
    }
}
