package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.HostedClusterRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scorecard of a dry run, which has changed nothing.
 *
 * @param wouldMove how many objects of each kind would travel; empty when the hosted cluster could not be read
 * @param snapshotBytes size of etcd's data; absent when etcd could not be asked
 * @param expectedOutage of the guest API, judged by that size
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreflightCompleted(
        String migrationId,
        HostedClusterRef hostedCluster,
        boolean passed,
        List<Check> checks,
        Map<String, Integer> wouldMove,
        List<WouldLeave> wouldLeave,
        @Nullable Long snapshotBytes,
        @Nullable Duration expectedOutage,
        Instant completedAt)
        implements MigrationEvent {

    public PreflightCompleted {
        checks = List.copyOf(checks);
        wouldMove = Collections.unmodifiableMap(new TreeMap<>(wouldMove));
        wouldLeave = List.copyOf(wouldLeave);
    }

    @Override
    public EventType type() {
        return EventType.PREFLIGHT_COMPLETED;
    }

    /** One precondition; {@code remedy} says what to do when it does not hold. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(
            String check,
            boolean passed,
            String detail,
            @Nullable String remedy) {}

    /** An object that would stay on the source. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WouldLeave(String kind, @Nullable String namespace, String name, String why) {}
}
