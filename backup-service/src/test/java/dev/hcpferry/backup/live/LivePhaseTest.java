package dev.hcpferry.backup.live;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.live.LiveContext.Shelf;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.InMemoryBundleShelf;
import dev.hcpferry.common.bundle.SnapshotSample;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.hypershift.BundleContents;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.tracking.MigrationTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LivePhaseTest {
    private final MigrationWorld world = new MigrationWorld();
    private final MigrationTracker tracker = new MigrationTracker();

    @Test
    void bundleIsTakenWithoutATraceOnTheCluster() throws Exception {
        String before = world.source().content();
        LiveContext context = context("live-1");

        take(context);

        assertThat(world.source().content()).isEqualTo(before);
        BackupBundle bundle = context.committed().orElseThrow().bundle();
        assertThat(bundle.kind()).isEqualTo(Kind.LIVE);
        assertThat(bundle.snapshot().revision()).isEqualTo(MigrationWorld.REVISION);
        assertThat(bundle.nodes()).extracting(Node::providerId).containsExactly("aws:///eu-west-1a/i-0abc");
    }

    @Test
    void liveBundleHoldsWhatABundleOfAMigrationHolds() throws Exception {
        LiveContext context = context("live-1");

        take(context);

        List<KubernetesObject> live = manifests(context);
        world.controllers().backUp();
        BackupBundle backup = world.bundles().find(migrated()).orElseThrow().bundle();
        assertThat(live)
                .extracting(ObjectYaml::write)
                .containsExactlyElementsOf(world.bundles().manifests(backup).stream()
                        .map(ObjectYaml::write)
                        .toList());
        assertThat(BundleContents.foreign(live, MigrationWorld.REF, backup.infraId()))
                .isEmpty();
    }

    @Test
    void whatWasAskedForIsKeptBesideTheBundle() throws Exception {
        LiveContext context = context("live-1");

        take(context);

        assertThat(world.bundles().locations())
                .contains(context.address().request(), context.address().index());
    }

    @Test
    void runThatResumesTellsTheSame() throws Exception {
        LiveContext context = context("live-1");
        take(context);
        BundleCompleted first = new LiveBundle(context).completed();

        LiveContext again = context("live-1");
        take(again);

        assertThat(new LiveBundle(again).completed()).isEqualTo(first);
    }

    @Test
    void revisionIsThatOfTheSnapshotThoughEtcdMovesOn() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        world.etcd().streams(() -> {
            if (writes.incrementAndGet() <= 3) {
                world.etcd().run("mgmt-a", 1, MigrationWorld.REVISION + writes.get());
            }
            return SnapshotSample.stream(SnapshotSample.ofSize(64));
        });

        LiveContext context = context("live-1");
        look(new TakeLiveSnapshot(), context).isDone("revision " + (MigrationWorld.REVISION + 3));

        assertThat(writes).hasValue(4);
    }

    @Test
    void etcdThatNeverRestsIsWaitedFor() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        world.etcd().streams(() -> {
            world.etcd().run("mgmt-a", 1, MigrationWorld.REVISION + writes.incrementAndGet());
            return SnapshotSample.stream(SnapshotSample.ofSize(64));
        });

        look(new TakeLiveSnapshot(), context("live-1")).waitsFor("written so often");

        assertThat(world.bundles().locations()).isEmpty();
    }

    @Test
    void hostedClusterThatIsBeingMigratedIsLeftToItsMigration() throws Exception {
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.annotate(OwnershipMarks.MIGRATION, "example-1"));

        look(new CheckRunning(), context("live-1")).fails(ReasonCode.ALREADY_BEING_MIGRATED, "example-1");
    }

    @Test
    void sourceThatHasComeBackFromTheDeadIsNotTakenForTheHostedCluster() throws Exception {
        BackupCompleted sample = EventSamples.backedUp();
        tracker.track(
                world.migrationId(EventSamples.ID)
                        .fromBundle(sample.bundle().location())
                        .request(),
                "id-1",
                Instant.now());
        tracker.track(sample, "id-2", Instant.now());

        look(new CheckRunning(), context("live-1")).fails(ReasonCode.ALREADY_BEING_MIGRATED, EventSamples.ID);

        tracker.track(EventSamples.progress(PhaseName.RESTORE, PhaseState.ROLLED_BACK), "id-3", Instant.now());
        look(new CheckRunning(), context("live-1")).isDone();
    }

    @Test
    void objectThatIsBeingDeletedStaysBehind() throws Exception {
        KubernetesObject machine =
                world.sourceSite().inControlPlane(ResourceKind.MACHINE).getFirst();
        world.source().edit(machine.key(), object -> object.setFinalizers(List.of("machine.cluster.x-k8s.io")));
        world.source().delete(machine);
        LiveContext context = context("live-1");

        take(context);

        assertThat(manifests(context)).noneMatch(object -> object.kind() == ResourceKind.MACHINE);
        assertThat(context.committed().orElseThrow().bundle().left())
                .anyMatch(left -> left.kind().equals("Machine") && left.why().contains("deleted"));
    }

    @Test
    void pauseOfAUserIsNotTakenForOurs() throws Exception {
        KubernetesObject pool = world.sourceSite().nodePools().getFirst();
        world.source().edit(pool.key(), Pause::apply);
        LiveContext context = context("live-1");

        take(context);

        assertThat(manifests(context))
                .filteredOn(object -> object.kind() == ResourceKind.NODE_POOL)
                .allMatch(saved -> Pause.of(saved).isPresent());
    }

    @Test
    void bundleThatIsNotWhatWasWrittenIsNone() throws Exception {
        LiveContext context = context("live-1");
        for (Step<LiveContext> step : LivePhase.STEPS.steps().subList(0, 4)) {
            look(step, context).isDone();
        }
        world.bundles().damage(context.address().snapshot());

        look(new VerifyLiveBundle(), context).fails(ReasonCode.BUNDLE_CORRUPT, "snapshot.db");

        assertThat(world.bundles().find(context.address())).isEmpty();
    }

    @Test
    void oldLiveBundlesGoAndThoseOfMigrationsStay() throws Exception {
        for (int i = 1; i <= 4; i++) {
            take(context("live-" + i));
            world.clock().advance(Duration.ofHours(1));
        }
        world.controllers().backUp();

        look(new RemoveOldBundles(), context("live-4")).isDone();

        assertThat(indexes()).containsExactlyInAnyOrder("live-3", "live-4", MigrationWorld.ID);
    }

    private List<String> indexes() {
        return world.bundles().locations().stream()
                .map(S3Location::key)
                .filter(key -> key.endsWith("/bundle.json"))
                .map(key -> key.split("/", -1)[3])
                .toList();
    }

    private List<KubernetesObject> manifests(LiveContext context) {
        return world.bundles().manifests(context.committed().orElseThrow().bundle());
    }

    private static BundleAddress migrated() {
        return new BundleAddress("bundles", "hcp-ferry", MigrationWorld.REF, MigrationWorld.ID, null);
    }

    private static void take(LiveContext context) throws Exception {
        for (Step<LiveContext> step : LivePhase.STEPS.steps()) {
            look(step, context).isDone();
        }
    }

    private LiveContext context(String id) {
        BundleRequested request =
                new BundleRequested(MigrationWorld.REF, "mgmt-a", id, new BundleOptions("bundles", "hcp-ferry", null));
        return new LiveContext(
                request,
                world.systems(),
                new Shelf(new InMemoryBundleShelf(world.bundles()), new Retention(2, Set.of())),
                tracker);
    }
}
