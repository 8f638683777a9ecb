package dev.hcpferry.backup.live;

import dev.hcpferry.backup.SourceInventory;
import dev.hcpferry.backup.live.LiveContext.SavedManifests;
import dev.hcpferry.common.bundle.BackupBundle.LeftBehind;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.LiveManifest;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Done when all objects are in the bundle as they are just now. What is being deleted is left out: brought back, it would be one too
 * many, and a controller might choose another one to delete.
 */
final class SaveLiveManifests implements Step<LiveContext> {
    @Override
    public String name() {
        return "save-manifests";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("without an index it belongs to no bundle");
    }

    @Override
    public StepResult run(LiveContext context) throws InterruptedException {
        if (context.committed().isPresent()) {
            return StepResult.done("saved by an earlier run");
        }
        Inventory inventory = withoutGoing(
                SourceInventory.take(context.source(), context.hostedCluster(), Scope.CONTROL_PLANE_AND_NODES));
        List<KubernetesObject> manifests =
                inventory.travels().stream().map(LiveManifest::of).toList();
        BackupCompleted.Manifests archive = context.systems().bundles().putManifests(context.address(), manifests);
        context.found(new SavedManifests(archive, inventory));
        return StepResult.done("saved " + archive.objects() + " objects, left "
                + inventory.left().size());
    }

    private static Inventory withoutGoing(Inventory all) {
        List<LeftBehind> left = new ArrayList<>(all.left());
        all.travels().stream()
                .filter(KubernetesObject::deleting)
                .map(object -> new LeftBehind(
                        object.kind().kind(),
                        Objects.requireNonNullElse(object.namespace(), ""),
                        object.name(),
                        "it was being deleted"))
                .forEach(left::add);
        return new Inventory(
                all.travels().stream().filter(object -> !object.deleting()).toList(), left);
    }
}
