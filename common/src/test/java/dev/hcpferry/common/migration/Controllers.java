package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BackupBundle.SavedObject;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.bundle.BundleStore.SnapshotFacts;
import dev.hcpferry.common.bundle.SnapshotSample;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings the world into the states that a migration meets, as HyperShift, kubelets and earlier phases would. */
public final class Controllers {
    private static final List<String> PROOFS = List.of(
            "EtcdSnapshotRestored",
            "EtcdOneCluster",
            "EtcdRevision",
            "EtcdKeys",
            "Available",
            "EtcdAvailable",
            "KubeAPIServerAvailable",
            "ValidAWSIdentityProvider",
            "ExternalDNSReachable",
            "GuestApi",
            "NodeProviderIDs",
            "NodesReady");

    private final MigrationWorld world;

    Controllers(MigrationWorld world) {
        this.world = world;
    }

    /** The kubelet: pods of workloads that are scaled to 0 end. */
    public Controllers endPods() {
        for (KubernetesObject pod : world.sourceSite().inControlPlane(ResourceKind.POD)) {
            String workload = pod.labels().getOrDefault("app", "");
            boolean stopped = Stream.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)
                    .flatMap(kind -> world.source().find(kind, MigrationWorld.INSIDE, workload).stream())
                    .allMatch(owner -> Workload.replicas(owner) == 0);
            if (stopped) {
                world.source().delete(pod);
            }
        }
        return this;
    }

    /** The source's etcd has three members, alike at first. */
    public Controllers threeEtcdMembers() {
        edit(
                world.sourceSite().hostedCluster().orElseThrow().object(),
                object -> object.spec().put("controllerAvailabilityPolicy", "HighlyAvailable"));
        WorldObjects.runPod(world.source(), "etcd", "etcd-1");
        WorldObjects.runPod(world.source(), "etcd", "etcd-2");
        world.etcd().run("mgmt-a", 3, MigrationWorld.REVISION);
        return this;
    }

    /** Somebody starts a workload of the source again. */
    public Controllers startAgain(String workload) {
        world.source()
                .edit(
                        WorldObjects.key(ResourceKind.DEPLOYMENT, workload),
                        found -> found.spec().put("replicas", 1));
        WorldObjects.runPod(world.source(), workload, workload + "-7d4b9c-y3y3y");
        return this;
    }

    /** The hypershift-operator carries the pause on. */
    public Controllers carryPause() {
        Stream.of(ResourceKind.HOSTED_CONTROL_PLANE, ResourceKind.CLUSTER)
                .flatMap(kind -> world.sourceSite().inControlPlane(kind).stream())
                .forEach(object -> world.source().edit(object.key(), Pause::apply));
        return this;
    }

    /** ExternalDNS of the source releases everything. */
    public Controllers releaseDns() {
        world.dns().clear();
        return this;
    }

    /** The source as a complete backup leaves it. */
    public Controllers quiesce() {
        Site source = world.sourceSite();
        edit(source.hostedCluster().orElseThrow().object(), object -> {
            object.annotate(OwnershipMarks.MIGRATION, MigrationWorld.ID);
            Pause.set(object);
        });
        source.nodePools().forEach(pool -> edit(pool, Pause::set));
        carryPause();
        WorkloadsStopped.WRITERS.forEach(name -> edit(source.deployment(name).orElseThrow(), Workload::scaleToZero));
        source.inControlPlane(ResourceKind.ROUTE).stream()
                .filter(route -> route.text("/spec/host")
                        .filter(host -> host.endsWith(".example.com"))
                        .isPresent())
                .forEach(world.source()::delete);
        return endPods();
    }

    /** A quiesced source, its records released, and its committed bundle. */
    public BackupCompleted backUp() {
        quiesce().releaseDns();
        Committed committed = commit();
        BackupBundle bundle = committed.bundle();
        return new BackupCompleted(
                MigrationWorld.ID,
                bundle.request(),
                bundle.infraId(),
                bundle.snapshot(),
                bundle.manifests(),
                committed.index(),
                bundle.nodes(),
                bundle.apiUnavailableSince(),
                bundle.completedAt());
    }

    /** The destination serves what the bundle holds, and every proof is there. */
    public RestoreCompleted restore() {
        BackupCompleted backup = backUp();
        KubernetesObject hostedCluster =
                Manifest.of(world.sourceSite().hostedCluster().orElseThrow().object());
        hostedCluster.label(OwnershipMarks.MIGRATION, MigrationWorld.ID);
        hostedCluster
                .json()
                .withArray("/status/conditions")
                .addObject()
                .put("type", "Available")
                .put("status", "True");
        world.destination().createIfAbsent(hostedCluster);
        world.source()
                .find(ResourceKind.SECRET, "clusters", "example-admin-kubeconfig")
                .ifPresent(world.destination()::createIfAbsent);
        return new RestoreCompleted(
                MigrationWorld.ID,
                world.request(),
                backup.withoutRequest(),
                PROOFS.stream().map(proof -> new Evidence(proof, true, "seen")).toList(),
                List.of(new RestoredNode("node-1", "aws:///eu-west-1a/i-0abc", true)),
                null,
                world.clock().instant(),
                Duration.ofMinutes(1),
                world.clock().instant());
    }

    private Committed commit() {
        Site source = world.sourceSite();
        BundleAddress address = new BundleAddress("bundles", "hcp-ferry", MigrationWorld.REF, MigrationWorld.ID, null);
        Inventory inventory = Inventory.of(
                source.hostedCluster().orElseThrow(),
                source.nodePools(),
                list(source, "clusters", ResourceKind.SECRET, ResourceKind.CONFIG_MAP),
                list(source, MigrationWorld.INSIDE, Inventory.CONTROL_PLANE_KINDS.toArray(ResourceKind[]::new)),
                Stream.of("clusters", MigrationWorld.INSIDE)
                        .flatMap(name -> world.source().find(ResourceKind.NAMESPACE, null, name).stream())
                        .toList(),
                world.request().scope());
        return world.bundles()
                .commit(
                        address,
                        new BackupBundle(
                                BackupBundle.FORMAT_VERSION,
                                world.request(),
                                "example-abc12",
                                snapshot(address),
                                world.bundles()
                                        .putManifests(
                                                address,
                                                inventory.travels().stream()
                                                        .map(Manifest::of)
                                                        .toList()),
                                inventory.travels().stream()
                                        .map(Controllers::saved)
                                        .toList(),
                                inventory.left(),
                                List.of(new BackupCompleted.Node("node-1", "aws:///eu-west-1a/i-0abc")),
                                world.clock().instant(),
                                world.clock().instant()));
    }

    private BackupCompleted.Snapshot snapshot(BundleAddress address) {
        try {
            return world.bundles()
                    .putSnapshot(
                            address,
                            SnapshotSample.stream(SnapshotSample.ofSize(4096)),
                            new SnapshotFacts(MigrationWorld.REVISION, 10, "3.5.21", 1))
                    .snapshot();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<KubernetesObject> list(Site site, String namespace, ResourceKind... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> site.cluster().list(kind, namespace).stream())
                .toList();
    }

    private static SavedObject saved(KubernetesObject object) {
        return new SavedObject(
                object.kind().apiVersion(),
                object.kind().kind(),
                Optional.ofNullable(object.namespace()).orElse(""),
                object.name());
    }

    private void edit(KubernetesObject object, Consumer<KubernetesObject> change) {
        world.source().edit(object.key(), change);
    }
}
