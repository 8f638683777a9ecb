package dev.hcpferry.common.metrics;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.SourceResumed;
import dev.hcpferry.common.metrics.MigrationGauge.Known;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a migration has left its hosted cluster paused on the source with nobody working on it: a phase is held, or the source
 * is paused, nobody wants it so, and there was no sign of life for some heartbeats. While Kafka does not answer, silence says nothing.
 */
final class LeftPaused {
    /** Runners give a sign of life every 10 s, and a phase follows another within a few. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    private LeftPaused() {}

    static boolean holdsFor(TrackedMigration migration, Known known) {
        Instant resumedAt = migration
                .event(EventType.SOURCE_RESUMED, SourceResumed.class)
                .map(SourceResumed::completedAt)
                .orElse(Instant.EPOCH);
        if (migration.idOf(EventType.SOURCE_CLEANED).isPresent() || isSuperseded(migration, known)) {
            return false;
        }
        boolean paused = pausedAt(migration).filter(resumedAt::isBefore).isPresent();
        return isHeld(migration, resumedAt)
                || (paused
                        && !isMeantToStay(migration)
                        && lastSign(migration).plus(SILENCE).isBefore(known.heardUntil()));
    }

    private static boolean isHeld(TrackedMigration migration, Instant resumedAt) {
        return migration.progress().values().stream()
                .anyMatch(progress -> progress.state() == PhaseState.HELD
                        && progress.heartbeatAt().isAfter(resumedAt));
    }

    /** When the source was last known to be paused by this migration; empty while it is not, or not any more. */
    private static Optional<Instant> pausedAt(TrackedMigration migration) {
        Optional<MigrationProgress> backup = migration.progress(PhaseName.BACKUP);
        if (backup.filter(told -> isUndone(told.state())).isPresent()) {
            return Optional.empty();
        }
        Optional<Instant> seen = backup.filter(LeftPaused::sawPause).map(MigrationProgress::heartbeatAt);
        Optional<Instant> completed = migration
                .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                .map(BackupCompleted::completedAt);
        return Stream.concat(seen.stream(), completed.stream()).max(Comparator.naturalOrder());
    }

    private static boolean sawPause(MigrationProgress backup) {
        Observations observed = backup.observed();
        return observed != null && Boolean.TRUE.equals(observed.sourcePaused());
    }

    /** A backup that failed without having changed anything has paused nothing; one that was taken back has resumed all. */
    private static boolean isUndone(PhaseState backup) {
        return switch (backup) {
            case FAILED, ROLLED_BACK, CANCELLED -> true;
            case WAITING, RUNNING, COMPLETED, ROLLING_BACK, HELD -> false;
        };
    }

    /** Once the destination serves, the source has to stay paused until it is removed: for ever, or until somebody approves. */
    private static boolean isMeantToStay(TrackedMigration migration) {
        Optional<RestoreCompleted> restored = migration.event(EventType.RESTORE_COMPLETED, RestoreCompleted.class);
        boolean kept = restored.filter(there -> there.request().cleanup() == CleanupPolicy.NEVER)
                .isPresent();
        return kept
                || migration
                        .progress(PhaseName.CLEANUP)
                        .filter(cleanup -> cleanup.state() == PhaseState.WAITING)
                        .filter(cleanup -> !isApproved(migration, cleanup.heartbeatAt()))
                        .isPresent();
    }

    private static boolean isApproved(TrackedMigration migration, Instant waitingSince) {
        return migration.commands().stream()
                .anyMatch(received -> received.command().command() == Command.APPROVE_CLEANUP
                        && received.receivedAt().isAfter(waitingSince));
    }

    /** Only the owner of a hosted cluster can pause it, so a later migration that did has taken it over. */
    private static boolean isSuperseded(TrackedMigration migration, Known known) {
        return known.migrations().stream()
                .filter(other -> !other.migrationId().equals(migration.migrationId()))
                .filter(other -> other.hostedCluster().equals(migration.hostedCluster()))
                .filter(other -> pausedAt(other).isPresent())
                .flatMap(other -> other.progress(PhaseName.BACKUP).stream())
                .anyMatch(backup -> backup.startedAt().isAfter(lastSign(migration)));
    }

    private static Instant lastSign(TrackedMigration migration) {
        Stream<Instant> heartbeats = migration.progress().values().stream().map(MigrationProgress::heartbeatAt);
        Stream<Instant> handedOn = Stream.concat(
                migration
                        .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                        .map(BackupCompleted::completedAt)
                        .stream(),
                migration
                        .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                        .map(RestoreCompleted::completedAt)
                        .stream());
        Stream<Instant> commands = migration.commands().stream().map(received -> received.receivedAt());
        return Stream.of(heartbeats, handedOn, commands)
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
