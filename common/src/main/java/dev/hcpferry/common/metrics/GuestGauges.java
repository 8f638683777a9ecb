package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.metrics.MigrationGauge.labels;
import static dev.hcpferry.common.metrics.MigrationGauge.perMigration;
import static dev.hcpferry.common.metrics.MigrationGauge.row;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.event.SourceResumed;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the users of a hosted cluster feel: how long its API is away, and how many of its nodes have come back. */
final class GuestGauges {
    private GuestGauges() {}

    static List<MigrationGauge> all() {
        return List.of(
                new MigrationGauge(
                        "hcp_migration_api_unavailable_seconds",
                        "How long the API of the hosted cluster has been, or was, away",
                        known -> known.migrations().stream()
                                .flatMap(migration -> outage(migration, known.now()).stream()
                                        .map(outage -> row(labels(migration), (double) outage.toMillis() / 1000)))),
                perMigration(
                        "hcp_migration_nodes",
                        "Nodes that the hosted cluster had, and that are ready on the destination",
                        GuestGauges::nodes));
    }

    /** Empty while the API has not gone away. Ends when it answers, on the destination or, after a rollback, on the source. */
    static Optional<Duration> outage(TrackedMigration migration, Instant now) {
        Optional<Instant> since = migration
                .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                .flatMap(backup -> Optional.ofNullable(backup.apiUnavailableSince()))
                .or(() -> observed(migration, PhaseName.BACKUP, Observations::apiUnavailableSince));
        return since.map(from -> Duration.between(
                from,
                migration
                        .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                        .map(RestoreCompleted::apiAvailableAt)
                        .or(() -> observed(migration, PhaseName.RESTORE, Observations::apiAvailableAt))
                        .or(() -> migration
                                .event(EventType.SOURCE_RESUMED, SourceResumed.class)
                                .map(SourceResumed::apiAvailableAt))
                        .filter(from::isBefore)
                        .orElse(now)));
    }

    private static Stream<Row<?>> nodes(TrackedMigration migration) {
        Optional<Integer> expected = migration
                .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                .map(backup -> backup.nodes().size())
                .or(() -> observed(migration, PhaseName.RESTORE, Observations::nodesExpected));
        int ready = migration
                .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                .map(restored -> (int)
                        restored.nodes().stream().filter(RestoredNode::ready).count())
                .or(() -> observed(migration, PhaseName.RESTORE, Observations::nodesReady))
                .orElse(0);
        return expected.stream()
                .flatMap(count -> Stream.of(
                        row(labels(migration).and("state", "expected"), count),
                        row(labels(migration).and("state", "ready"), ready)));
    }

    private static <T> Optional<T> observed(
            TrackedMigration migration, PhaseName phase, Function<Observations, @Nullable T> what) {
        return migration.progress(phase).map(MigrationProgress::observed).map(what);
    }
}
