package dev.hcpferry.common.phase;

import java.time.Duration;

/**
 * Hears of everything a run does: metrics, log and progress are listeners. Called in the threads of the steps; must not block
 * for long; what it throws is logged and ignored.
 */
public interface PhaseListener {

    default void phaseStarted(PhaseRun run, Phase<?> phase) {}

    /** @param index of the step in the phase's list, from 1 */
    default void stepStarted(PhaseRun run, String step, int index) {}

    /** The step is not done yet; called after each look. */
    default void stepWaiting(PhaseRun run, String step, int index, String message) {}

    default void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {}

    default void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {}

    /** How a step ended. */
    enum StepOutcome {
        DONE,
        FAILED,
        STOPPED
    }
}
