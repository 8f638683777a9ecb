package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseRun;
import java.util.Locale;

/** Tells how phases end. Every method returns when the broker has the events; the same end always gets the same {@code ce_id}. */
final class PhaseEnds {
    private final EventPublisher publisher;
    private final ProgressPublisher progress;

    PhaseEnds(EventPublisher publisher, ProgressPublisher progress) {
        this.publisher = publisher;
        this.progress = progress;
    }

    void completed(PhaseExecution<?> execution, PhaseRun run) {
        MigrationEvent output = execution.completed();
        progress.ended(run, PhaseState.COMPLETED, steps(execution), null);
        publisher.publish(
                output,
                run.migrationId() + "/" + slug(output.type()),
                run.hostedCluster().subject());
    }

    /** A rollback that is pending is on the record before it begins: whoever resumes the phase goes on with it. */
    void failed(PhaseFailed failed, PhaseExecution<?> execution, PhaseRun run) {
        progress.ended(run, stateAfter(failed), steps(execution), failed.reason() + ": " + failed.message());
        publisher.publish(
                failed, id(failed, run.attempt()), failed.hostedCluster().subject());
    }

    /** Progress comes last: while it says that the phase is being rolled back, the events are told again. */
    void rolledBack(PhaseFailed cause, PhaseExecution<?> execution, PhaseRun run) {
        for (MigrationEvent event : execution.rolledBack(cause)) {
            String ceId = event instanceof PhaseFailed failed
                    ? id(failed, run.attempt())
                    : run.migrationId() + "/" + slug(event.type());
            publisher.publish(event, ceId, run.hostedCluster().subject());
        }
        PhaseState state = cause.reason() == ReasonCode.CANCELLED ? PhaseState.CANCELLED : PhaseState.ROLLED_BACK;
        progress.ended(
                run,
                state,
                execution.rollback().steps().size(),
                "undone after " + cause.reason() + ": " + cause.message());
    }

    private static int steps(PhaseExecution<?> execution) {
        return execution.phase().steps().size();
    }

    private static String slug(EventType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String id(PhaseFailed failed, int attempt) {
        String id = failed.migrationId() + "/phase-failed/" + failed.phase().label() + "/" + attempt;
        return switch (failed.rollback()) {
            case NOT_NEEDED, PENDING -> id;
            case DONE -> id + "/rolled-back";
            case HELD -> id + "/held";
        };
    }

    private static PhaseState stateAfter(PhaseFailed failed) {
        return switch (failed.rollback()) {
            case NOT_NEEDED -> failed.reason() == ReasonCode.CANCELLED ? PhaseState.CANCELLED : PhaseState.FAILED;
            case DONE -> PhaseState.ROLLED_BACK;
            case PENDING -> PhaseState.ROLLING_BACK;
            case HELD -> PhaseState.HELD;
        };
    }
}
