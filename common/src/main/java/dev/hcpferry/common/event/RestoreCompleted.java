package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The destination serves the hosted cluster, with the evidence for it.
 *
 * @param restored how many objects of each kind are on the destination
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreCompleted(
        String migrationId,
        MigrationRequested request,
        BackupCompleted backup,
        List<Evidence> evidence,
        List<RestoredNode> nodes,
        @Nullable Map<String, Integer> restored,
        Instant apiAvailableAt,
        Duration apiUnavailableFor,
        Instant completedAt)
        implements MigrationEvent {

    public RestoreCompleted {
        evidence = List.copyOf(evidence);
        nodes = List.copyOf(nodes);
        restored = restored == null ? null : Collections.unmodifiableMap(new TreeMap<>(restored));
    }

    @Override
    public EventType type() {
        return EventType.RESTORE_COMPLETED;
    }

    /** One proof that the destination is what the source was (DOMAIN "What kills data or instances", guard 2). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(
            String check, boolean passed, @Nullable String detail) {}

    public record RestoredNode(String name, String providerId, boolean ready) {}
}
