package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseListener;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Logs what phases do, one line a step; who it is about stands in the keys migration, hostedCluster, phase and step. */
@ApplicationScoped
public class PhaseLog implements PhaseListener {
    private static final Logger LOG = Logger.getLogger(PhaseLog.class);

    @Override
    public void phaseStarted(PhaseRun run, Phase<?> phase) {
        RunKeys.put(run);
        LOG.infof("Phase %s begins, attempt %d, until %s", run.phase(), run.attempt(), run.deadlineAt());
    }

    @Override
    public void stepStarted(PhaseRun run, String step, int index) {
        RunKeys.putStep(run, step);
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        LOG.infof("Step %s %s after %d ms: %s", step, outcome, took.toMillis(), detail);
        RunKeys.removeStep();
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        LOG.infof("Phase %s %s after %d ms", run.phase(), outcome.label(), took.toMillis());
    }
}
