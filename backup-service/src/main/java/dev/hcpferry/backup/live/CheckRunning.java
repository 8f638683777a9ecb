package dev.hcpferry.backup.live;

import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/**
 * Done when the hosted cluster is there, of a kind that can be restored, and nobody is migrating it: its migration makes a better
 * bundle. Also finds the bundle that an earlier run has finished.
 */
final class CheckRunning implements Step<LiveContext> {
    @Override
    public String name() {
        return "check-running";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(LiveContext context) {
        context.systems().bundles().find(context.address()).ifPresent(context::found);
        if (context.committed().isPresent()) {
            return StepResult.done("the bundle is committed already");
        }
        HostedCluster hostedCluster = context.hostedCluster();
        Optional<String> owner = context.migratedBy();
        if (owner.isPresent()) {
            return StepResult.failed(
                    ReasonCode.ALREADY_BEING_MIGRATED,
                    context.ref() + " belongs to migration " + owner.get(),
                    "nothing: the next bundle is taken when the migration is over");
        }
        if (!hostedCluster.managedEtcd()) {
            return StepResult.failed(
                    ReasonCode.UNMANAGED_ETCD,
                    "the etcd of " + context.ref() + " is not managed by HyperShift",
                    "only hosted clusters with spec.etcd.managementType Managed can be restored");
        }
        context.systems().bundles().checkBucket(context.address(), hostedCluster.region());
        return StepResult.done(context.ref() + " runs on " + context.request().source());
    }
}
