package dev.hcpferry.common.metrics;

import dev.hcpferry.common.tracking.KnownBundles.KnownBundle;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One metric, and the series it has for the migrations that are known. */
record MigrationGauge(String name, String description, Function<Known, Stream<Row<?>>> series) {

    /** A metric to which every migration adds its own series. */
    static MigrationGauge perMigration(
            String name, String description, Function<TrackedMigration, Stream<Row<?>>> series) {
        return new MigrationGauge(
                name, description, known -> known.migrations().stream().flatMap(series));
    }

    /** The labels that tell a migration. */
    static Tags labels(TrackedMigration migration) {
        return Tags.of(
                "migration_id",
                migration.migrationId(),
                "hosted_cluster",
                migration.hostedCluster().map(ref -> ref.subject()).orElse(""));
    }

    static Row<?> row(Tags labels, double value) {
        return Row.of(labels, value);
    }

    static double seconds(Instant time) {
        return (double) time.toEpochMilli() / 1000;
    }

    /**
     * All migrations and bundles at a moment.
     *
     * @param bundles the newest one of each hosted cluster
     * @param heardUntil until when events would have been heard of: silence after that means nothing
     */
    record Known(List<TrackedMigration> migrations, List<KnownBundle> bundles, Instant now, Instant heardUntil) {
        Known {
            migrations = List.copyOf(migrations);
            bundles = List.copyOf(bundles);
        }
    }
}
