package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.metrics.MigrationGauge.labels;
import static dev.hcpferry.common.metrics.MigrationGauge.perMigration;
import static dev.hcpferry.common.metrics.MigrationGauge.row;
import static dev.hcpferry.common.metrics.MigrationGauge.seconds;

import dev.hcpferry.common.config.FerrySettings.DeadlineSettings;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** State, start, deadline and heartbeat of every phase, of those too that no service has taken up yet. */
final class PhaseGauges {
    private final DeadlineSettings deadlines;

    /** @param deadlines of phases that a request leaves open */
    PhaseGauges(DeadlineSettings deadlines) {
        this.deadlines = deadlines;
    }

    List<MigrationGauge> all() {
        return List.of(
                perMigration("hcp_migration_phase_state", "1 for the state that a phase is in", this::states),
                times(
                        "hcp_migration_phase_started_timestamp_seconds",
                        "When a phase began",
                        status -> Optional.of(status.startedAt())),
                times(
                        "hcp_migration_phase_deadline_timestamp_seconds",
                        "When a phase has to be finished",
                        status -> Optional.of(status.deadlineAt())),
                times(
                        "hcp_migration_heartbeat_timestamp_seconds",
                        "The last sign of life of whoever runs a phase",
                        PhaseStatus::lastHeartbeat));
    }

    private Stream<Row<?>> states(TrackedMigration migration) {
        return PhaseStatus.of(migration, deadlines)
                .map(status -> row(
                        labels(migration)
                                .and(
                                        "phase",
                                        status.phase().label(),
                                        "state",
                                        status.state().name()),
                        1));
    }

    private MigrationGauge times(String name, String description, Function<PhaseStatus, Optional<Instant>> time) {
        return perMigration(
                name,
                description,
                migration -> PhaseStatus.of(migration, deadlines)
                        .flatMap(status -> time
                                .apply(status)
                                .<Row<?>>map(at -> row(
                                        labels(migration)
                                                .and("phase", status.phase().label()),
                                        seconds(at)))
                                .stream()));
    }
}
