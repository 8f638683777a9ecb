package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.BackupContext.SavedManifests;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

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
    public StepResult run(BackupContext context) throws InterruptedException, ExecutionException {
        if (context.committed().isPresent()) {
            return StepResult.done("saved by an earlier run");
        }
        Inventory inventory = takeInventory(context);
        List<KubernetesObject> manifests =
                inventory.travels().stream().map(Manifest::of).toList();
        BackupCompleted.Manifests archive =
                context.systems().bundles().putManifests(context.bundleAddress(), manifests);
        context.found(new SavedManifests(archive, inventory));
        return StepResult.done("saved " + archive.objects() + " objects, left "
                + inventory.left().size());
    }

    private static Inventory takeInventory(BackupContext context) throws InterruptedException, ExecutionException {
        Site source = context.source();
        List<KubernetesObject> beside = listAll(
                List.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP),
                kind -> source.cluster().list(kind, context.ref().namespace()));
        List<KubernetesObject> controlPlane = listAll(Inventory.CONTROL_PLANE_KINDS, source::inControlPlane);
        List<KubernetesObject> namespaces = Stream.of(context.ref().namespace(), source.controlPlaneNamespace())
                .flatMap(name -> source.cluster().find(ResourceKind.NAMESPACE, null, name).stream())
                .toList();
        return Inventory.of(
                context.hostedCluster(),
                source.nodePools(),
                beside,
                controlPlane,
                namespaces,
                context.request().scope());
    }

    private static List<KubernetesObject> listAll(
            List<ResourceKind> kinds, Function<ResourceKind, List<KubernetesObject>> list)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<KubernetesObject>>> asked = kinds.stream()
                    .map(kind -> threads.submit(() -> list.apply(kind)))
                    .toList();
            List<KubernetesObject> found = new ArrayList<>();
            for (Future<List<KubernetesObject>> answer : asked) {
                found.addAll(answer.get());
            }
            return found;
        }
    }
}
