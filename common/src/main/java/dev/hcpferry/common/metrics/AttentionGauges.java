package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.metrics.MigrationGauge.labels;
import static dev.hcpferry.common.metrics.MigrationGauge.perMigration;
import static dev.hcpferry.common.metrics.MigrationGauge.row;

import java.util.List;
import java.util.stream.Stream;

/** Where a human is needed. */
final class AttentionGauges {
    private AttentionGauges() {}

    static List<MigrationGauge> all() {
        return List.of(
                perMigration(
                        "hcp_migration_awaiting_approval",
                        "1 while a cleanup waits for a human",
                        migration -> Stream.of(row(labels(migration), migration.awaitsApproval() ? 1 : 0))),
                new MigrationGauge(
                        "hcp_migration_left_paused",
                        "1 while a hosted cluster is paused and no phase is working on it",
                        known -> known.migrations().stream()
                                .map(migration ->
                                        row(labels(migration), LeftPaused.holdsFor(migration, known) ? 1 : 0))));
    }
}
