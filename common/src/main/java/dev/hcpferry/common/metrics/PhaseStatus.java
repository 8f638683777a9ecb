package dev.hcpferry.common.metrics;

import dev.hcpferry.common.config.FerrySettings.DeadlineSettings;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a phase stands. One whose input event is there and whose service says nothing is WAITING, and its deadline counts from
 * that event: a service that is dead can't tell it.
 */
record PhaseStatus(
        PhaseName phase,
        PhaseState state,
        Instant startedAt,
        Instant deadlineAt,
        @Nullable Instant heartbeatAt) {

    Optional<Instant> lastHeartbeat() {
        return Optional.ofNullable(heartbeatAt);
    }

    /** All phases of a migration that have begun, or are due. */
    static Stream<PhaseStatus> of(TrackedMigration migration, DeadlineSettings defaults) {
        return Arrays.stream(PhaseName.values())
                .flatMap(phase -> migration
                        .progress(phase)
                        .map(PhaseStatus::told)
                        .or(() -> dueSince(phase, migration).map(since -> due(phase, migration, since, defaults)))
                        .stream());
    }

    private static PhaseStatus told(MigrationProgress progress) {
        return new PhaseStatus(
                progress.phase(),
                progress.state(),
                progress.startedAt(),
                progress.deadlineAt(),
                progress.heartbeatAt());
    }

    private static PhaseStatus due(
            PhaseName phase, TrackedMigration migration, Instant since, DeadlineSettings defaults) {
        return new PhaseStatus(
                phase, PhaseState.WAITING, since, since.plus(deadline(phase, migration, defaults)), null);
    }

    /** When the input of a phase came that has to run, and has neither ended nor failed. */
    private static Optional<Instant> dueSince(PhaseName phase, TrackedMigration migration) {
        if (migration.failure(phase).isPresent()) {
            return Optional.empty();
        }
        return switch (phase) {
            case BACKUP ->
                migration
                        .event(EventType.MIGRATION_REQUESTED, MigrationRequested.class)
                        .filter(request -> !request.dryRun() && unfinished(migration, EventType.BACKUP_COMPLETED))
                        .flatMap(request -> migration.receivedAt(EventType.MIGRATION_REQUESTED));
            case RESTORE ->
                migration
                        .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                        .filter(backup -> unfinished(migration, EventType.RESTORE_COMPLETED))
                        .map(BackupCompleted::completedAt);
            case CLEANUP ->
                migration
                        .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                        .filter(restored -> restored.request().cleanup() == CleanupPolicy.AUTOMATIC)
                        .filter(restored -> unfinished(migration, EventType.SOURCE_CLEANED))
                        .map(RestoreCompleted::completedAt);
        };
    }

    private static boolean unfinished(TrackedMigration migration, EventType output) {
        return migration.idOf(output).isEmpty();
    }

    private static Duration deadline(PhaseName phase, TrackedMigration migration, DeadlineSettings defaults) {
        Deadlines asked = migration
                .request()
                .flatMap(request -> Optional.ofNullable(request.deadlines()))
                .orElse(new Deadlines(null, null, null));
        return switch (phase) {
            case BACKUP -> Objects.requireNonNullElse(asked.backup(), defaults.backup());
            case RESTORE -> Objects.requireNonNullElse(asked.restore(), defaults.restore());
            case CLEANUP -> Objects.requireNonNullElse(asked.cleanup(), defaults.cleanup());
        };
    }
}
