package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down everything it hears, one line each. */
final class RecordingListener implements PhaseListener {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void phaseStarted(PhaseRun run, Phase<?> phase) {
        heard.add("phase started");
    }

    @Override
    public void stepStarted(PhaseRun run, String step, int index) {
        heard.add(index + " " + step + " started");
    }

    @Override
    public void stepWaiting(PhaseRun run, String step, int index, String message) {
        heard.add(index + " " + step + " waiting: " + message);
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        heard.add(index + " " + step + " " + outcome + ": " + detail);
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        heard.add("phase " + outcome.label());
    }
}
