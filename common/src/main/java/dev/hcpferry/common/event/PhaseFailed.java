package dev.hcpferry.common.event;

import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import java.time.Instant;

/** A phase can't go on; says why, what state things are in, and what to do next. */
public record PhaseFailed(
        String migrationId,
        HostedClusterRef hostedCluster,
        PhaseName phase,
        String step,
        ReasonCode reason,
        String message,
        GuestApi guestApi,
        Rollback rollback,
        boolean safeToRetry,
        String nextAction,
        Instant failedAt)
        implements MigrationEvent {

    @Override
    public EventType type() {
        return EventType.PHASE_FAILED;
    }

    /** Whether the hosted cluster's API answered when the phase failed. */
    public enum GuestApi {
        UP,
        DOWN,
        UNKNOWN
    }

    /** What became of the phase's changes: there were none, they are undone, being undone, or held for a human. */
    public enum Rollback {
        NOT_NEEDED,
        PENDING,
        DONE,
        HELD
    }
}
