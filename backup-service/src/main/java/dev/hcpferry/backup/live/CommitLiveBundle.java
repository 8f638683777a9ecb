package dev.hcpferry.backup.live;

import dev.hcpferry.backup.step.CommitBundle;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;

/** Done when {@code bundle.json} is in S3, marked as that of a live bundle. */
final class CommitLiveBundle implements Step<LiveContext> {
    @Override
    public String name() {
        return "commit-bundle";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("it is a bundle of its own, which disturbs nobody");
    }

    @Override
    public StepResult run(LiveContext context) {
        if (context.committed().isEmpty()) {
            context.systems().bundles().putRequest(context.address(), context.request());
            context.found(context.systems().bundles().commit(context.address(), bundle(context)));
        }
        return StepResult.done("the bundle is complete");
    }

    private static BackupBundle bundle(LiveContext context) {
        Inventory inventory = context.manifests().inventory();
        return new BackupBundle(
                BackupBundle.FORMAT_VERSION,
                Kind.LIVE,
                null,
                context.request(),
                context.hostedCluster().infraId(),
                context.snapshot().snapshot(),
                context.manifests().archive(),
                inventory.travels().stream().map(CommitBundle::entry).toList(),
                inventory.left(),
                CommitBundle.nodes(inventory.travels()),
                null,
                context.systems().clock().instant());
    }
}
