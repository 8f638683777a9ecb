package dev.hcpferry.common.tracking;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The gauges of CONTRACT "Metrics" for every known migration, exported by every service: so a phase whose own service is dead still
 * shows its deadline.
 */
@Startup
@ApplicationScoped
public class MigrationGauges {
    private static final int REFRESH_SECONDS = 2;

    private final MigrationTracker tracker;
    private final Map<Name, MultiGauge> gauges = new EnumMap<>(Name.class);
    private final ScheduledExecutorService refreshing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("gauges").factory());

    public MigrationGauges(MigrationTracker tracker, MeterRegistry meters) {
        this.tracker = tracker;
        for (Name name : Name.values()) {
            gauges.put(name, MultiGauge.builder(name.metric).register(meters));
        }
        refreshing.scheduleWithFixedDelay(this::refresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        refreshing.shutdownNow();
    }

    void refresh() {
        List<TrackedMigration> migrations = tracker.all();
        gauges.forEach((name, gauge) -> {
            List<Row<?>> rows = new ArrayList<>();
            migrations.forEach(migration -> name.rows.apply(migration).forEach(rows::add));
            gauge.register(rows, true);
        });
    }

    private enum Name {
        STATE("hcp_migration_phase_state", Name::states),
        STARTED("hcp_migration_phase_started_timestamp_seconds", perPhase(MigrationProgress::startedAt)),
        DEADLINE("hcp_migration_phase_deadline_timestamp_seconds", perPhase(MigrationProgress::deadlineAt)),
        HEARTBEAT("hcp_migration_heartbeat_timestamp_seconds", perPhase(MigrationProgress::heartbeatAt)),
        UNAVAILABLE("hcp_migration_api_unavailable_seconds", Name::unavailable),
        SNAPSHOT("hcp_migration_snapshot_bytes", Name::snapshot),
        NODES("hcp_migration_nodes", Name::nodes),
        APPROVAL("hcp_migration_awaiting_approval", Name::approval),
        LEFT_PAUSED("hcp_migration_left_paused", Name::leftPaused);

        private final String metric;
        private final Function<TrackedMigration, List<Row<?>>> rows;

        Name(String metric, Function<TrackedMigration, List<Row<?>>> rows) {
            this.metric = metric;
            this.rows = rows;
        }

        private static Function<TrackedMigration, List<Row<?>>> perPhase(Function<MigrationProgress, Instant> time) {
            return migration -> migration.progress().values().stream()
                    .<Row<?>>map(progress -> Row.of(
                            tags(migration).and("phase", progress.phase().label()),
                            (double) time.apply(progress).toEpochMilli() / 1000))
                    .toList();
        }

        private static List<Row<?>> states(TrackedMigration migration) {
            return migration.progress().values().stream()
                    .<Row<?>>map(progress -> Row.of(
                            tags(migration)
                                    .and(
                                            "phase",
                                            progress.phase().label(),
                                            "state",
                                            progress.state().name()),
                            1))
                    .toList();
        }

        private static List<Row<?>> unavailable(TrackedMigration migration) {
            Optional<Instant> since = migration
                    .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                    .flatMap(backup -> Optional.ofNullable(backup.apiUnavailableSince()));
            Instant until = migration
                    .event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                    .map(RestoreCompleted::apiAvailableAt)
                    .orElseGet(Instant::now);
            return since.<List<Row<?>>>map(from -> List.of(Row.of(
                            tags(migration),
                            (double) Duration.between(from, until).toMillis() / 1000)))
                    .orElse(List.of());
        }

        private static List<Row<?>> snapshot(TrackedMigration migration) {
            return migration
                    .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                    .<List<Row<?>>>map(backup ->
                            List.of(Row.of(tags(migration), backup.snapshot().bytes())))
                    .orElse(List.of());
        }

        private static List<Row<?>> nodes(TrackedMigration migration) {
            Optional<RestoreCompleted> restored = migration.event(EventType.RESTORE_COMPLETED, RestoreCompleted.class);
            long ready = restored.map(found ->
                            found.nodes().stream().filter(RestoredNode::ready).count())
                    .orElse(0L);
            return migration
                    .event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                    .<List<Row<?>>>map(backup -> List.of(
                            Row.of(
                                    tags(migration).and("state", "expected"),
                                    backup.nodes().size()),
                            Row.of(tags(migration).and("state", "ready"), ready)))
                    .orElse(List.of());
        }

        private static List<Row<?>> approval(TrackedMigration migration) {
            boolean waits = migration
                    .progress(PhaseName.CLEANUP)
                    .filter(progress -> progress.state() == PhaseState.WAITING)
                    .isPresent();
            return List.of(Row.of(tags(migration), waits ? 1 : 0));
        }

        private static List<Row<?>> leftPaused(TrackedMigration migration) {
            boolean held =
                    migration.progress().values().stream().anyMatch(progress -> progress.state() == PhaseState.HELD);
            return List.of(Row.of(tags(migration), held ? 1 : 0));
        }

        private static Tags tags(TrackedMigration migration) {
            return Tags.of(
                    "migration_id",
                    migration.migrationId(),
                    "hosted_cluster",
                    migration.hostedCluster().map(ref -> ref.subject()).orElse(""));
        }
    }
}
