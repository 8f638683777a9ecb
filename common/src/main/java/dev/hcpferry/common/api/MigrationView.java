package dev.hcpferry.common.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.tracking.TrackedMigration;
import dev.hcpferry.common.tracking.TrackedMigration.ReceivedCommand;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A migration as {@code GET /migrations} shows it.
 *
 * @param phases where each phase stands: step, times, deadline, and what it waits for; none before the first begins
 * @param events the newest event of each type, absent in the list of all migrations
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MigrationView(
        String migrationId,
        @Nullable HostedClusterRef hostedCluster,
        @Nullable String source,
        @Nullable String destination,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<MigrationProgress> phases,
        Map<EventType, MigrationEvent> events,
        List<ReceivedCommand> commands,
        Instant lastEventAt) {

    public MigrationView {
        phases = List.copyOf(phases);
        events = new TreeMap<>(events);
        commands = List.copyOf(commands);
    }

    static MigrationView summary(TrackedMigration migration) {
        return view(migration, Map.of(), List.of());
    }

    static MigrationView whole(TrackedMigration migration) {
        return view(migration, migration.events(), migration.commands());
    }

    private static MigrationView view(
            TrackedMigration migration, Map<EventType, MigrationEvent> events, List<ReceivedCommand> commands) {
        return new MigrationView(
                migration.migrationId(),
                migration.hostedCluster().orElse(null),
                migration.request().map(MigrationRequested::source).orElse(null),
                migration.request().map(MigrationRequested::destination).orElse(null),
                migration.progress().values().stream()
                        .sorted(Comparator.comparing(MigrationProgress::phase))
                        .toList(),
                events,
                commands,
                migration.lastEventAt());
    }
}
