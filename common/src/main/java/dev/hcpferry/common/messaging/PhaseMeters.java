package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseListener;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** The histograms {@code hcp_migration_phase_duration_seconds} and {@code hcp_migration_step_duration_seconds}. */
@ApplicationScoped
public class PhaseMeters implements PhaseListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry meters;

    public PhaseMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        Timer.builder("hcp_migration_step_duration")
                .serviceLevelObjectives(BUCKETS)
                .tags(
                        "phase",
                        run.phase().label(),
                        "step",
                        step,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .record(took);
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        Timer.builder("hcp_migration_phase_duration")
                .serviceLevelObjectives(BUCKETS)
                .tags("phase", run.phase().label(), "outcome", outcome.label())
                .register(meters)
                .record(took);
    }
}
