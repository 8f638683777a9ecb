package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.event.EventSamples.AT;
import static dev.hcpferry.common.metrics.Variants.progress;
import static dev.hcpferry.common.metrics.Variants.restored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class LeftPausedTest {
    private static final String METRIC =
            "hcp_migration_left_paused{hosted_cluster=clusters/example,migration_id=example-1}";
    private static final Observations PAUSED = Observations.NONE.withSourcePaused();
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Scrape scrape = new Scrape();

    @Test
    void backupThatGivesSignsOfLife_isAtWork() {
        heard(progress(PhaseName.BACKUP, PhaseState.RUNNING, AT, PAUSED));

        assertLeftPaused(AT.plus(SHORT), false);
    }

    @Test
    void backupWhoseServiceDiedAfterThePause_isLeftPaused() {
        heard(progress(PhaseName.BACKUP, PhaseState.RUNNING, AT, PAUSED));

        assertLeftPaused(AT.plus(LONG), true);
    }

    @Test
    void backupWhoseServiceDiedBeforeThePause_isNot() {
        heard(progress(PhaseName.BACKUP, PhaseState.RUNNING, AT, null));

        assertLeftPaused(AT.plus(LONG), false);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"FAILED", "ROLLED_BACK", "CANCELLED"})
    void backupThatLeftNothingBehind_isNot(PhaseState end) {
        heard(progress(PhaseName.BACKUP, end, AT, PAUSED));

        assertLeftPaused(AT.plus(LONG), false);
    }

    @ParameterizedTest
    @EnumSource
    void phaseThatIsHeld_isLeftPausedAtOnce(PhaseName phase) {
        heard(progress(phase, PhaseState.HELD, AT, null));

        assertLeftPaused(AT, true);
    }

    @Test
    void backupThatNoRestoreFollows_isLeftPaused() {
        heard(progress(PhaseName.BACKUP, PhaseState.COMPLETED, AT, PAUSED), EventSamples.backedUp());
        Instant completedAt = EventSamples.backedUp().completedAt();

        assertLeftPaused(completedAt.plus(SHORT), false);
        assertLeftPaused(completedAt.plus(LONG), true);
    }

    @Test
    void restoreWhoseServiceDied_isLeftPaused() {
        Instant lastSign = EventSamples.backedUp().completedAt().plusSeconds(30);
        heard(EventSamples.backedUp(), progress(PhaseName.RESTORE, PhaseState.RUNNING, lastSign, null));

        assertLeftPaused(lastSign.plus(SHORT), false);
        assertLeftPaused(lastSign.plus(LONG), true);
    }

    @Test
    void rollbackThatNobodyDrives_isLeftPaused() {
        heard(progress(PhaseName.BACKUP, PhaseState.ROLLING_BACK, AT, PAUSED));

        assertLeftPaused(AT.plus(SHORT), false);
        assertLeftPaused(AT.plus(LONG), true);
    }

    @Test
    void restoredClusterWhoseSourceNobodyCleans_isLeftPaused() {
        heard(EventSamples.backedUp(), restored(CleanupPolicy.AUTOMATIC));
        Instant completedAt = EventSamples.restored().completedAt();

        assertLeftPaused(completedAt.plus(SHORT), false);
        assertLeftPaused(completedAt.plus(LONG), true);
    }

    @Test
    void sourceThatIsToBeKept_isPausedOnPurpose() {
        heard(EventSamples.backedUp(), restored(CleanupPolicy.NEVER));

        assertLeftPaused(EventSamples.restored().completedAt().plus(LONG), false);
    }

    @Test
    void cleanupThatAwaitsApproval_isPausedOnPurpose() {
        Instant waits = EventSamples.restored().completedAt();
        heard(
                EventSamples.backedUp(),
                restored(CleanupPolicy.AFTER_APPROVAL),
                progress(PhaseName.CLEANUP, PhaseState.WAITING, waits, null));

        assertLeftPaused(waits.plus(Duration.ofDays(2)), false);
    }

    @Test
    void approvedCleanupThatNobodyBegins_isLeftPaused() {
        Instant waits = EventSamples.restored().completedAt();
        Instant approved = waits.plusSeconds(600);
        heard(
                EventSamples.backedUp(),
                restored(CleanupPolicy.AFTER_APPROVAL),
                progress(PhaseName.CLEANUP, PhaseState.WAITING, waits, null));
        scrape.heard(EventSamples.command(Command.APPROVE_CLEANUP), approved);

        assertLeftPaused(approved.plus(SHORT), false);
        assertLeftPaused(approved.plus(LONG), true);
    }

    @Test
    void cleanedSource_isNot() {
        heard(EventSamples.backedUp(), restored(CleanupPolicy.AUTOMATIC), EventSamples.cleaned());

        assertLeftPaused(EventSamples.cleaned().completedAt().plus(LONG), false);
    }

    @Test
    void resumedSource_isNot() {
        heard(progress(PhaseName.BACKUP, PhaseState.COMPLETED, AT, PAUSED), EventSamples.resumed());

        assertLeftPaused(EventSamples.resumed().completedAt().plus(LONG), false);
    }

    @Test
    void sourcePausedAgainByARetry_isLeftPausedWhenThatDies() {
        Instant retried = EventSamples.resumed().completedAt().plusSeconds(300);
        heard(EventSamples.resumed(), progress(PhaseName.BACKUP, PhaseState.RUNNING, retried, PAUSED));

        assertLeftPaused(retried.plus(LONG), true);
    }

    @Test
    void heldMigration_endsWithALaterOneThatPausedTheSameHostedCluster() {
        heard(progress(PhaseName.BACKUP, PhaseState.HELD, AT, PAUSED));
        heard(progress("example-2", PhaseName.BACKUP, PhaseState.RUNNING, AT.plusSeconds(600), PAUSED));

        assertLeftPaused(AT.plusSeconds(610), false);
    }

    @Test
    void silenceWhileKafkaDoesNotAnswer_saysNothing() {
        heard(progress(PhaseName.BACKUP, PhaseState.RUNNING, AT, PAUSED));

        assertThat(scrape.at(AT.plus(LONG), AT.plus(SHORT), AttentionGauges.all()))
                .containsEntry(METRIC, 0.0);
    }

    private void heard(MigrationEvent... events) {
        List.of(events).forEach(event -> scrape.heard(event, AT));
    }

    private void assertLeftPaused(Instant now, boolean expected) {
        assertThat(scrape.at(now, AttentionGauges.all())).containsEntry(METRIC, expected ? 1.0 : 0.0);
    }
}
