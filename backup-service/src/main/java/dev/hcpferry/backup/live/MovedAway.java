package dev.hcpferry.backup.live;

import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a hosted cluster lives elsewhere by now, though its source still holds it: a dead source that has come back and is not
 * fenced yet looks as if nothing had happened. A bundle of it would be the newest one, and hold the wrong data. Pure.
 */
final class MovedAway {
    private MovedAway() {}

    /** The migration that has taken the hosted cluster away from where the bundle would be taken. */
    static Optional<String> by(List<TrackedMigration> migrations, BundleRequested wanted) {
        return migrations.stream()
                .filter(migration -> migration
                        .request()
                        .filter(request -> request.hostedCluster().equals(wanted.hostedCluster())
                                && request.source().equals(wanted.source()))
                        .isPresent())
                .filter(migration -> migration.idOf(EventType.BACKUP_COMPLETED).isPresent())
                .filter(migration -> migration.idOf(EventType.SOURCE_CLEANED).isEmpty()
                        && migration.idOf(EventType.SOURCE_RESUMED).isEmpty())
                .filter(migration -> !isUndone(migration))
                .map(TrackedMigration::migrationId)
                .findFirst();
    }

    private static boolean isUndone(TrackedMigration migration) {
        return migration
                .progress(PhaseName.RESTORE)
                .map(MigrationProgress::state)
                .filter(state -> state == PhaseState.ROLLED_BACK || state == PhaseState.CANCELLED)
                .isPresent();
    }
}
