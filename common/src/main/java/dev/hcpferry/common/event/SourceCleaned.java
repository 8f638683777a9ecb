package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.HostedClusterRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source holds nothing of the hosted cluster but what is listed as left. The migration is over. */
public record SourceCleaned(
        String migrationId,
        HostedClusterRef hostedCluster,
        String source,
        String destination,
        List<RemovedObject> removed,
        List<LeftObject> left,
        Instant completedAt)
        implements MigrationEvent {

    public SourceCleaned {
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }

    @Override
    public EventType type() {
        return EventType.SOURCE_CLEANED;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RemovedObject(String kind, @Nullable String namespace, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LeftObject(String kind, @Nullable String namespace, String name, String why) {}
}
