package dev.hcpferry.common.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrackedMigrationTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void pendingRollback_isKnownAfterItIsDone() {
        TrackedMigration migration = TrackedMigration.unknown(EventSamples.ID)
                .with(failed(PhaseName.RESTORE, Rollback.PENDING, NOON), "1", NOON)
                .with(failed(PhaseName.RESTORE, Rollback.DONE, NOON), "2", NOON);

        assertThat(migration.rollbackOf(PhaseName.RESTORE))
                .hasValueSatisfying(cause -> assertThat(cause.rollback()).isEqualTo(Rollback.PENDING));
        assertThat(migration.failure(PhaseName.RESTORE))
                .hasValueSatisfying(last -> assertThat(last.rollback()).isEqualTo(Rollback.DONE));
        assertThat(migration.rollbackOf(PhaseName.BACKUP)).isEmpty();
    }

    @Test
    void heldFailure_isNoRollback() {
        TrackedMigration migration = TrackedMigration.unknown(EventSamples.ID)
                .with(failed(PhaseName.BACKUP, Rollback.HELD, NOON), "1", NOON);

        assertThat(migration.rollbackOf(PhaseName.BACKUP)).isEmpty();
    }

    @Test
    void cancellation_isTheFirstOfItsKind() {
        TrackedMigration migration = TrackedMigration.unknown(EventSamples.ID)
                .with(EventSamples.command(Command.RETRY), "retry", NOON)
                .with(EventSamples.command(Command.CANCEL), "first", NOON)
                .with(EventSamples.command(Command.CANCEL), "second", NOON.plusSeconds(1));

        assertThat(migration.cancellation())
                .hasValueSatisfying(command -> assertThat(command.ceId()).isEqualTo("first"));
    }

    @Test
    void cancellationOfARequestThatChangedNothing_doesNotConcernTheNextOne() {
        TrackedMigration migration = TrackedMigration.unknown(EventSamples.ID)
                .with(EventSamples.command(Command.CANCEL), "cancel", NOON)
                .with(failed(PhaseName.BACKUP, Rollback.NOT_NEEDED, NOON.plusSeconds(1)), "1", NOON.plusSeconds(1));

        assertThat(migration.cancellation()).isEmpty();
    }

    @Test
    void progressOfARunnerThatCameLate_doesNotHideTheEnd() {
        TrackedMigration migration = TrackedMigration.unknown(EventSamples.ID)
                .with(EventSamples.progress(PhaseName.BACKUP, PhaseState.COMPLETED), "1", NOON)
                .with(EventSamples.progress(PhaseName.BACKUP, PhaseState.RUNNING), "2", NOON.plusSeconds(1));

        assertThat(migration.progress(PhaseName.BACKUP))
                .hasValueSatisfying(progress -> assertThat(progress.state()).isEqualTo(PhaseState.COMPLETED));
    }

    private static PhaseFailed failed(PhaseName phase, Rollback rollback, Instant at) {
        PhaseFailed sample = EventSamples.failed(phase);
        return new PhaseFailed(
                sample.migrationId(),
                sample.hostedCluster(),
                phase,
                sample.step(),
                sample.reason(),
                sample.message(),
                sample.guestApi(),
                rollback,
                sample.safeToRetry(),
                sample.nextAction(),
                at);
    }
}
