package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.BackOff;
import dev.hcpferry.common.phase.BundleDefinition;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.PhaseRunner;
import dev.hcpferry.common.phase.Time;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes bundles of running hosted clusters. They are no migrations: they have no progress, obey no command, and change nothing that
 * would have to be undone. One that fails is logged, and missed by whoever watches the age of the newest.
 */
@ApplicationScoped
public class BundleWorker {
    private static final Logger LOG = Logger.getLogger(BundleWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Instance<BundleDefinition> definition;
    private final ActiveRuns runs;
    private final EventPublisher publisher;
    private final PhaseRunner runner;
    private final Time time;

    public BundleWorker(
            Instance<BundleDefinition> definition, ActiveRuns runs, EventPublisher publisher, PhaseLog log, Time time) {
        this.definition = definition;
        this.runs = runs;
        this.publisher = publisher;
        this.time = time;
        this.runner = new PhaseRunner(time, new BackOff(FIRST_PAUSE, LONGEST_PAUSE, time.jitter()), List.of(log));
    }

    /** @return false when it had to stop before the end: then somebody else has to take the bundle */
    boolean take(BundleRequested request, Lane lane) {
        if (runs.stopping()) {
            return false;
        }
        Instant now = time.instant();
        PhaseRun run = new PhaseRun(
                request.migrationId(),
                request.hostedCluster(),
                PhaseName.BACKUP,
                now,
                now.plus(definition.get().deadline()),
                1,
                Direction.FORWARD,
                false);
        ActiveRun mine = runs.begin(run, lane);
        try {
            return take(definition.get().open(request, run), run);
        } finally {
            runs.end(mine);
        }
    }

    private <C> boolean take(BundleDefinition.Execution<C> execution, PhaseRun run) {
        return switch (runner.run(execution.phase(), execution.context(), run)) {
            case PhaseOutcome.Completed completed -> {
                BundleCompleted bundle = execution.completed();
                publisher.publish(bundle, idOf(bundle), bundle.hostedCluster().subject());
                yield true;
            }
            case PhaseOutcome.Failed failed -> {
                LOG.errorf(
                        "There is no bundle %s of %s: %s, %s; %s",
                        run.migrationId(), run.hostedCluster(), failed.reason(), failed.message(), failed.nextAction());
                yield true;
            }
            case PhaseOutcome.Stopped stopped -> false;
        };
    }

    /** Scheduled bundles of many hosted clusters carry the same name. */
    private static String idOf(BundleCompleted bundle) {
        return bundle.hostedCluster().subject() + "/" + bundle.migrationId() + "/bundle-completed";
    }
}
