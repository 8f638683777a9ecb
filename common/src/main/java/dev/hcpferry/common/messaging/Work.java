package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.phase.PhaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has to bring to its end.
 *
 * @param attempt at least this number is given to the run
 * @param lane what the run depends on, for {@link ActiveRuns#stop}
 * @param cause why the phase has to be rolled back; null when it is to go forward, unless the events say otherwise
 * @param cancelled a command that ended the phase while it did not run, and that has still to be told
 */
record Work(
        MigrationEvent input,
        int attempt,
        Lane lane,
        @Nullable PhaseFailed cause,
        PhaseOutcome.@Nullable Failed cancelled) {

    static Work forward(MigrationEvent input, int attempt, Lane lane) {
        return new Work(input, attempt, lane, null, null);
    }

    static Work back(MigrationEvent input, Lane lane, PhaseFailed cause) {
        return new Work(input, 1, lane, cause, null);
    }

    static Work cancel(MigrationEvent input, int attempt, Lane lane, PhaseOutcome.Failed cancelled) {
        return new Work(input, attempt, lane, null, cancelled);
    }
}
