package dev.hcpferry.common.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MigrationTrackerTest {
    private final Instant now = Instant.now();

    private final MigrationTracker tracker = new MigrationTracker();

    @Test
    void cleanupAwaitsApprovalUntilSomebodyHasGivenIt() {
        track(EventSamples.requested(), "id-1");
        track(EventSamples.progress(PhaseName.CLEANUP, PhaseState.WAITING), "id-2");
        boolean before = known().awaitsApproval();

        track(EventSamples.command(Command.APPROVE_CLEANUP), "id-3");

        assertThat(before).isTrue();
        assertThat(known().awaitsApproval())
                .as("from now on it waits for the source")
                .isFalse();
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eventsInAnyOrderGiveTheSameKnowledge(long seed) {
        List<EventType> types = new ArrayList<>(Arrays.asList(EventType.values()));
        Collections.shuffle(types, new Random(seed));

        types.forEach(type -> track(EventSamples.of(type), type.name()));

        TrackedMigration known = known();
        assertThat(known.request()).contains(EventSamples.requested());
        assertThat(known.hostedCluster()).contains(EventSamples.HOSTED_CLUSTER);
        assertThat(known.idOf(EventType.SOURCE_CLEANED)).contains("SOURCE_CLEANED");
        assertThat(known.failure(PhaseName.BACKUP)).contains(EventSamples.failed(PhaseName.BACKUP));
        assertThat(known.failure(PhaseName.RESTORE)).isEmpty();
        assertThat(known.progress(PhaseName.BACKUP)).isPresent();
        assertThat(known.commands()).hasSize(1);
    }

    @Test
    void requestInEarnestCounts_whetherADryRunComesBeforeOrAfterIt() {
        track(dryRun(), "dry-1");
        track(EventSamples.requested(), "earnest");
        track(dryRun(), "dry-2");

        assertThat(known().request()).contains(EventSamples.requested());
        assertThat(known().idOf(EventType.MIGRATION_REQUESTED)).contains("earnest");
    }

    @Test
    void newestProgressOfAPhaseWins() {
        track(EventSamples.progress(PhaseName.BACKUP, PhaseState.RUNNING), "1");
        track(EventSamples.progress(PhaseName.RESTORE, PhaseState.WAITING), "2");
        track(EventSamples.progress(PhaseName.BACKUP, PhaseState.COMPLETED), "3");

        assertThat(known().progress(PhaseName.BACKUP).map(MigrationProgress::state))
                .contains(PhaseState.COMPLETED);
        assertThat(known().progress(PhaseName.RESTORE).map(MigrationProgress::state))
                .contains(PhaseState.WAITING);
        assertThat(known().progress(PhaseName.CLEANUP)).isEmpty();
    }

    @Test
    void firstRequestIsKept() {
        track(EventSamples.requested(), "first");
        track(EventSamples.requested(), "second");

        assertThat(known().idOf(EventType.MIGRATION_REQUESTED)).contains("first");
    }

    @Test
    void newestOfOtherEventsIsKept() {
        track(EventSamples.failed(PhaseName.BACKUP), "first");
        track(EventSamples.failed(PhaseName.RESTORE), "second");

        assertThat(known().idOf(EventType.PHASE_FAILED)).contains("second");
        assertThat(known().failure(PhaseName.RESTORE)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP_COMPLETED", "RESTORE_COMPLETED"})
    void requestIsKnownFromAnEventThatQuotesIt(EventType type) {
        track(EventSamples.of(type), "1");

        assertThat(known().request()).contains(EventSamples.requested());
    }

    @Test
    void hostedClusterIsKnownFromProgressAlone() {
        track(EventSamples.progress(PhaseName.CLEANUP, PhaseState.RUNNING), "1");

        assertThat(known().hostedCluster()).contains(EventSamples.HOSTED_CLUSTER);
    }

    @Test
    void commandsAreKeptInTheirOrder() {
        track(EventSamples.command(Command.RETRY), "1");
        track(EventSamples.command(Command.CANCEL), "2");

        assertThat(known().commands())
                .extracting(received -> received.command().command())
                .containsExactly(Command.RETRY, Command.CANCEL);
    }

    @Test
    void migrationIsForgottenTwelveHoursAfterItsLastEvent() {
        tracker.caughtUp();
        tracker.track(EventSamples.requested(), "1", now.minus(Duration.ofHours(13)));

        assertThat(tracker.all()).isEmpty();
        assertThat(tracker.find(EventSamples.ID)).isEmpty();
    }

    @Test
    void migrationThatNobodyTakesUpAfterItsBackup_isNotForgotten() {
        tracker.caughtUp();
        tracker.track(EventSamples.backedUp(), "1", now.minus(Duration.ofHours(13)));

        assertThat(tracker.all()).hasSize(1);
    }

    @Test
    void migrationWhoseSourceWasResumed_isForgotten() {
        tracker.caughtUp();
        tracker.track(EventSamples.backedUp(), "1", now.minus(Duration.ofHours(14)));
        tracker.track(EventSamples.resumed(), "2", now.minus(Duration.ofHours(13)));

        assertThat(tracker.all()).isEmpty();
    }

    @Test
    void oldEventAfterANewOneDoesNotAgeTheMigration() {
        tracker.caughtUp();
        tracker.track(EventSamples.cleaned(), "1", now);
        tracker.track(EventSamples.requested(), "2", now.minus(Duration.ofHours(20)));

        assertThat(tracker.all()).hasSize(1);
        assertThat(known().lastEventAt()).isEqualTo(now);
    }

    @Test
    void nothingIsForgottenWhileThePastIsStillBeingRead() {
        tracker.track(EventSamples.requested(), "1", now.minus(Duration.ofHours(20)));
        assertThat(tracker.all()).hasSize(1);
        tracker.track(EventSamples.progress(PhaseName.CLEANUP, PhaseState.WAITING), "2", now);

        tracker.caughtUp();

        assertThat(tracker.all()).hasSize(1);
        assertThat(known().idOf(EventType.MIGRATION_REQUESTED)).contains("1");
    }

    @Test
    void waitingForThePastEndsWhenItIsKnown() throws InterruptedException {
        assertThat(tracker.isCaughtUp()).isFalse();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                tracker.awaitCaughtUp();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });

        tracker.caughtUp();
        waiting.join();

        assertThat(tracker.isCaughtUp()).isTrue();
    }

    private void track(MigrationEvent event, String ceId) {
        tracker.track(event, ceId, now);
    }

    private TrackedMigration known() {
        return tracker.find(EventSamples.ID).orElseThrow();
    }

    private static MigrationRequested dryRun() {
        MigrationRequested sample = EventSamples.requested();
        return new MigrationRequested(
                sample.hostedCluster(),
                sample.source(),
                sample.destination(),
                sample.scope(),
                sample.migrationId(),
                sample.cleanup(),
                sample.onFailure(),
                true,
                sample.bundle(),
                sample.dns(),
                sample.deadlines(),
                sample.fromBundle(),
                sample.sourceFenced(),
                sample.requestedBy(),
                sample.reason());
    }
}
