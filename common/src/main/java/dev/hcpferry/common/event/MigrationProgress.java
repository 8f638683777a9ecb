package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a phase stands: the newest record of a key in the compacted topic is the truth.
 *
 * @param observed what the phase has seen of the hosted cluster so far
 */
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
        @Nullable String message,
        @Nullable Observations observed)
        implements MigrationEvent {

    @Override
    public EventType type() {
        return EventType.PROGRESS;
    }

    /**
     * What a phase sees of the hosted cluster before its output event can tell; absent where it has not looked.
     *
     * @param sourcePaused whether the phase has paused the hosted cluster on the source
     * @param apiUnavailableSince when the API servers on the source were scaled down
     * @param apiAvailableAt since when the API answers on the destination without a break
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Observations(
            @Nullable Boolean sourcePaused,
            @Nullable Instant apiUnavailableSince,
            @Nullable Instant apiAvailableAt,
            @Nullable Integer nodesExpected,
            @Nullable Integer nodesReady) {
        public static final Observations NONE = new Observations(null, null, null, null, null);

        public Observations withSourcePaused() {
            return new Observations(true, apiUnavailableSince, apiAvailableAt, nodesExpected, nodesReady);
        }

        public Observations withApiUnavailableSince(@Nullable Instant since) {
            return new Observations(sourcePaused, since, apiAvailableAt, nodesExpected, nodesReady);
        }

        public Observations withApiAvailableAt(@Nullable Instant at) {
            return new Observations(sourcePaused, apiUnavailableSince, at, nodesExpected, nodesReady);
        }

        public Observations withNodes(int expected, int ready) {
            return new Observations(sourcePaused, apiUnavailableSince, apiAvailableAt, expected, ready);
        }
    }

    /** The record key: {@code <migrationId>/<phase>}. */
    public String key() {
        return migrationId + "/" + phase;
    }
}
