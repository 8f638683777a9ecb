package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.metrics.MigrationGauge.labels;
import static dev.hcpferry.common.metrics.MigrationGauge.perMigration;
import static dev.hcpferry.common.metrics.MigrationGauge.row;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.SourceCleaned;
import dev.hcpferry.common.event.SourceCleaned.RemovedObject;
import dev.hcpferry.common.metrics.MigrationGauge.Known;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was moved: snapshot, objects, and how old the newest bundle of each hosted cluster is. */
final class BundleGauges {
    private BundleGauges() {}

    static List<MigrationGauge> all() {
        return List.of(
                perMigration(
                        "hcp_migration_snapshot_bytes",
                        "Size of the etcd snapshot",
                        migration -> backup(migration)
                                .map(backup -> row(labels(migration), (double)
                                        backup.snapshot().bytes()))),
                perMigration(
                        "hcp_migration_snapshot_upload_seconds",
                        "How long the etcd snapshot took from the first byte read until S3 had the last",
                        BundleGauges::upload),
                perMigration("hcp_migration_objects", "Objects saved, restored, removed", BundleGauges::objects),
                new MigrationGauge(
                        "hcp_migration_bundle_age_seconds",
                        "Age of the newest verified bundle of a hosted cluster",
                        BundleGauges::ages));
    }

    private static Stream<Row<?>> upload(TrackedMigration migration) {
        return backup(migration)
                .flatMap(backup -> Optional.ofNullable(backup.snapshot().uploadTook()).stream())
                .map(took -> row(labels(migration), (double) took.toMillis() / 1000));
    }

    private static Stream<Row<?>> objects(TrackedMigration migration) {
        return Stream.of(
                        counts(
                                migration,
                                PhaseName.BACKUP,
                                backup(migration)
                                        .flatMap(backup -> Optional.ofNullable(
                                                backup.manifests().kinds())
                                                .stream())),
                        counts(
                                migration,
                                PhaseName.RESTORE,
                                migration
                                        .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                                        .flatMap(restored -> Optional.ofNullable(restored.restored()))
                                        .stream()),
                        counts(
                                migration,
                                PhaseName.CLEANUP,
                                migration
                                        .event(EventType.SOURCE_CLEANED, SourceCleaned.class)
                                        .map(BundleGauges::removed)
                                        .stream()))
                .flatMap(rows -> rows);
    }

    private static Stream<Row<?>> counts(
            TrackedMigration migration, PhaseName phase, Stream<Map<String, Integer>> kinds) {
        Tags labels = labels(migration).and("phase", phase.label());
        return kinds.flatMap(counted -> counted.entrySet().stream())
                .map(kind -> row(labels.and("kind", kind.getKey()), kind.getValue()));
    }

    private static Map<String, Integer> removed(SourceCleaned cleaned) {
        return cleaned.removed().stream().collect(Collectors.toMap(RemovedObject::kind, object -> 1, Integer::sum));
    }

    private static Stream<Row<?>> ages(Known known) {
        return known.bundles().stream()
                .map(newest -> row(
                        Tags.of("hosted_cluster", newest.hostedCluster().subject()),
                        age(newest.completedAt(), known.now())));
    }

    private static double age(Instant completedAt, Instant now) {
        return (double) Duration.between(completedAt, now).toMillis() / 1000;
    }

    private static Stream<BackupCompleted> backup(TrackedMigration migration) {
        return migration.event(EventType.BACKUP_COMPLETED, BackupCompleted.class).stream();
    }
}
