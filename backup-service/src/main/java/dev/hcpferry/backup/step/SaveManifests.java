package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.BackupContext.SavedManifests;
import dev.hcpferry.backup.SourceInventory;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/** Done when all objects that travel are in the bundle. They are paused, so nobody changes them any more. */
public final class SaveManifests implements Step<BackupContext> {
    @Override
    public String name() {
        return "save-manifests";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("without an index it belongs to no bundle");
    }

    @Override
    public StepResult run(BackupContext context) throws InterruptedException {
        if (context.committed().isPresent()) {
            return StepResult.done("saved by an earlier run");
        }
        Inventory inventory = SourceInventory.take(
                context.source(), context.hostedCluster(), context.request().scope());
        List<KubernetesObject> manifests =
                inventory.travels().stream().map(Manifest::of).toList();
        BackupCompleted.Manifests archive =
                context.systems().bundles().putManifests(context.bundleAddress(), manifests);
        context.found(new SavedManifests(archive, inventory));
        return StepResult.done("saved " + archive.objects() + " objects, left "
                + inventory.left().size());
    }
}
