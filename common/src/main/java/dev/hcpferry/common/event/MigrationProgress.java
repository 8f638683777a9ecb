package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a phase stands: the newest record of a key in the compacted topic is the truth. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationProgress(
        String migrationId,
        HostedClusterRef hostedCluster,
        PhaseName phase,
        PhaseState state,
        @Nullable String step,
        @Nullable Integer stepIndex,
        int steps,
        int attempt,
        Instant startedAt,
        Instant deadlineAt,
        Instant heartbeatAt,
        @Nullable String message)
        implements MigrationEvent {

    @Override
    public EventType type() {
        return EventType.PROGRESS;
    }

    /** The record key: {@code <migrationId>/<phase>}. */
    public String key() {
        return migrationId + "/" + phase;
    }
}
