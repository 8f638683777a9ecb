package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that a phase has to achieve. It looks at the world first and is done when its done-condition holds already, so that
 * running it again after a crash resumes it. Never sleeps: what takes time is a {@link StepResult.Waiting}.
 *
 * @param <C> what the steps of a phase work on
 */
public interface Step<C> {

    /** Lower case with dashes; the metric label {@code step}. */
    String name();

    /** Observes, then acts. An exception means "unexpected": the runner tries again until the deadline. */
    StepResult run(C context) throws Exception;

    /** What takes the step back when the phase has to be rolled back. */
    Inverse<C> inverse();

    /** How long the step may take; empty leaves it to the phase's deadline. */
    default Optional<Duration> deadline() {
        return Optional.empty();
    }
}
