package dev.hcpferry.backup.adopt;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.tracking.MigrationTracker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptPhaseTest {
    private final MigrationWorld world = new MigrationWorld();
    private final MigrationTracker tracker = new MigrationTracker();
    private BackupCompleted backup;

    @BeforeEach
    void aBundleIsThereAndTheSourceIsDead() {
        backup = world.controllers().backUp();
        world.clock().advance(Duration.ofHours(3));
        world.migrationId("dead-1").fromBundle(backup.bundle().location());
        world.source().setUnreachable(true);
    }

    @Test
    void bundleOfADeadSourceIsHandedOnAndNothingIsChanged() throws Exception {
        String destination = world.destination().content();
        AdoptContext context = context();

        adopt(context);

        BackupCompleted completed = (BackupCompleted) new AdoptExecution(context).completed();
        assertThat(completed.migrationId()).isEqualTo("dead-1");
        assertThat(completed.request()).isEqualTo(world.request());
        assertThat(completed.bundle()).isEqualTo(backup.bundle());
        assertThat(completed.snapshot()).isEqualTo(backup.snapshot());
        assertThat(completed.completedAt()).as("when the bundle was made").isEqualTo(backup.completedAt());
        assertThat(world.destination().content()).isEqualTo(destination);
    }

    @Test
    void ageOfTheBundleIsSaid() throws Exception {
        look(new AdoptBundle(), context()).isDone("old", "is lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd/snapshot.db", "manifests.tar.gz"})
    void damagedBundleIsRefused(String part) throws Exception {
        BundleAddress address = context().bundleAddress();
        world.bundles().damage(part.startsWith("etcd") ? address.snapshot() : address.manifests());

        look(new AdoptBundle(), context()).fails(ReasonCode.BUNDLE_CORRUPT, part);
    }

    @Test
    void bundleThatIsNotThereIsRefused() throws Exception {
        world.bundles().remove(backup.bundle().location());

        look(new AdoptBundle(), context()).fails(ReasonCode.BUNDLE_CORRUPT, "is missing");
    }

    @Test
    void bundleOfAnotherScopeIsRefused() throws Exception {
        world.scope(Scope.CONTROL_PLANE_ONLY);

        look(new AdoptBundle(), context()).fails(ReasonCode.INVALID_REQUEST, "CONTROL_PLANE_AND_NODES");
    }

    @Test
    void sourceThatAnswersAndRunsTheHostedClusterIsNotDead() throws Exception {
        world.source().setUnreachable(false);
        world.controllers().startAgain("kube-apiserver");
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckSourceIsDead(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "kube-apiserver");
    }

    @Test
    void sourceThatAnswersAndIsQuiescedMayBeLeftOut() throws Exception {
        world.source().setUnreachable(false);
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckSourceIsDead(), context).isDone("paused");
    }

    @Test
    void sourceThatDoesNotLetUsLookIsNotDead() throws Exception {
        world.source().refuse(KubernetesException.Kind.UNAUTHENTICATED);
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckSourceIsDead(), context).fails(ReasonCode.CREDENTIALS_REJECTED, "mgmt-a");
    }

    @Test
    void hostedClusterThatRunsOnAClusterNobodyNamedIsFound() throws Exception {
        InMemoryManagementCluster elsewhere = new InMemoryManagementCluster("mgmt-c");
        KubernetesObject hostedCluster = KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, "clusters", "example");
        hostedCluster.spec().put("infraID", backup.infraId());
        elsewhere.createIfAbsent(hostedCluster);
        world.clusters().add(elsewhere);
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckSourceIsDead(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "mgmt-c");
    }

    @Test
    void occupiedDestinationIsRefused() throws Exception {
        world.destination()
                .createIfAbsent(KubernetesObject.create(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE));
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckDestination(), context).fails(ReasonCode.DESTINATION_OCCUPIED, MigrationWorld.INSIDE);
    }

    @Test
    void destinationWithoutClusterApiIsRefused() throws Exception {
        world.destination().forget(ResourceKind.AWS_MACHINE);
        AdoptContext context = context();
        look(new AdoptBundle(), context).isDone();

        look(new CheckDestination(), context).fails(ReasonCode.CRD_MISSING, "AWSMachine");
    }

    @Test
    void migrationThatTheDeathHasCaughtIsWaitedFor() throws Exception {
        MigrationProgress sample = EventSamples.progress(PhaseName.BACKUP, PhaseState.ROLLING_BACK);
        tracker.track(sample, "id", Instant.now());

        look(new AwaitOtherMigrations(), context()).waitsFor(EventSamples.ID);
    }

    @Test
    void failureHasNothingToUndo() {
        PhaseFailed failed = new AdoptExecution(context())
                .failed(new PhaseOutcome.Failed("adopt-bundle", ReasonCode.BUNDLE_CORRUPT, "it is missing", "another"));

        assertThat(failed.rollback()).isEqualTo(Rollback.NOT_NEEDED);
    }

    private static void adopt(AdoptContext context) throws Exception {
        for (Step<AdoptContext> step : AdoptPhase.STEPS.steps()) {
            look(step, context).isDone();
        }
    }

    private AdoptContext context() {
        return new AdoptContext(world.request(), world.run(PhaseName.BACKUP), world.systems(), tracker);
    }
}
