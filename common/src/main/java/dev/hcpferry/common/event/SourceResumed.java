package dev.hcpferry.common.event;

import dev.hcpferry.common.model.HostedClusterRef;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The hosted cluster runs on its source again: pause and replicas are what they were, the API is up. */
public record SourceResumed(
        String migrationId,
        HostedClusterRef hostedCluster,
        String source,
        Map<String, Integer> replicas,
        Instant apiAvailableAt,
        Instant completedAt)
        implements MigrationEvent {

    public SourceResumed {
        replicas = Collections.unmodifiableMap(new TreeMap<>(replicas));
    }

    @Override
    public EventType type() {
        return EventType.SOURCE_RESUMED;
    }
}
