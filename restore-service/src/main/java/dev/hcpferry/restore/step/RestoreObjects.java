package dev.hcpferry.restore.step;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.CreationOrder;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.MachineRemoval;
import dev.hcpferry.restore.RestoreContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Done when everything but the HostedCluster and its NodePools is there: owners first, Cluster API and the HostedControlPlane
 * paused. The HostedControlPlane is created with the snapshot's URL, because that can't be added later (DOMAIN
 * "restoreSnapshotURL"); the HostedCluster takes over the same one.
 */
public final class RestoreObjects implements Step<RestoreContext> {
    private static final Set<ResourceKind> CREATED_BY_OTHER_STEPS =
            Set.of(ResourceKind.NAMESPACE, ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL);

    @Override
    public String name() {
        return "restore-objects";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.by(Stream.concat(
                        MachineRemoval.<RestoreContext>steps(MigrationContext::destination).stream(),
                        Stream.of(new RemoveRestoredReferences()))
                .toList());
    }

    @Override
    public StepResult run(RestoreContext context) throws InterruptedException, ExecutionException {
        List<KubernetesObject> manifests = context.manifests().stream()
                .filter(manifest -> !CREATED_BY_OTHER_STEPS.contains(manifest.kind()))
                .toList();
        for (List<KubernetesObject> group : CreationOrder.of(manifests)) {
            createAll(group, context);
        }
        return StepResult.done(
                manifests.size() + " objects are on " + context.destination().name());
    }

    private static void createAll(List<KubernetesObject> group, RestoreContext context)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> created = group.stream()
                    .<Future<?>>map(manifest -> threads.submit(() -> create(manifest, context)))
                    .toList();
            for (Future<?> one : created) {
                one.get();
            }
        }
    }

    private static void create(KubernetesObject manifest, RestoreContext context) {
        KubernetesObject object = CreatedObjects.prepare(manifest, context);
        if (object.kind() == ResourceKind.HOSTED_CONTROL_PLANE
                && context.destination().hostedControlPlane().isEmpty()) {
            HostedCluster.setRestoreUrl(object, presign(context));
        }
        CreatedObjects.create(object, context);
    }

    private static String presign(RestoreContext context) {
        Instant now = context.systems().clock().instant();
        Duration validity = Duration.between(now, context.run().deadlineAt()).plus(BundleStore.URL_MARGIN);
        return context.systems()
                .bundles()
                .presignSnapshot(context.bundle(), validity)
                .toString();
    }
}
