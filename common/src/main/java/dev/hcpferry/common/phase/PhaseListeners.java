package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Several listeners as one; a listener that breaks disturbs neither the others nor the phase. */
final class PhaseListeners implements PhaseListener {
    private static final Logger LOG = Logger.getLogger(PhaseListeners.class);

    private final List<PhaseListener> listeners;

    PhaseListeners(List<PhaseListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void phaseStarted(PhaseRun run, Phase<?> phase) {
        tell(listener -> listener.phaseStarted(run, phase));
    }

    @Override
    public void stepStarted(PhaseRun run, String step, int index) {
        tell(listener -> listener.stepStarted(run, step, index));
    }

    @Override
    public void stepWaiting(PhaseRun run, String step, int index, String message) {
        tell(listener -> listener.stepWaiting(run, step, index, message));
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        tell(listener -> listener.stepEnded(run, step, index, outcome, detail, took));
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        tell(listener -> listener.phaseEnded(run, outcome, took));
    }

    private void tell(Consumer<PhaseListener> what) {
        for (PhaseListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException broken) {
                LOG.error("A listener of phases failed", broken);
            }
        }
    }
}
