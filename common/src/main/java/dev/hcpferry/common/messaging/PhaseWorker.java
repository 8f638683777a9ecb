package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.GuestApi;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackOff;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.PhaseRunner;
import dev.hcpferry.common.tracing.PhaseTracing;
import dev.hcpferry.common.tracking.MigrationTracker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Runs this service's phase for one migration after the other or side by side, and publishes how each ended. Blocks the calling
 * virtual thread for as long as the phase takes.
 */
@ApplicationScoped
public class PhaseWorker {
    private static final Logger LOG = Logger.getLogger(PhaseWorker.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(2), new Random());
    private static final Duration AFTER_LOST_LEASE = Duration.ofSeconds(5);

    private final PhaseDefinition<MigrationEvent> definition;
    private final PhaseRunner runner;
    private final MigrationTracker tracker;
    private final EventPublisher publisher;
    private final ProgressPublisher progress;
    private final Set<ActiveRun> active = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    @SuppressWarnings("unchecked")
    public PhaseWorker(
            PhaseDefinition<?> definition,
            MigrationTracker tracker,
            EventPublisher publisher,
            ProgressPublisher progress,
            PhaseLog log,
            PhaseMeters meters,
            PhaseTracing tracing) {
        this.definition = (PhaseDefinition<MigrationEvent>) definition;
        this.tracker = tracker;
        this.publisher = publisher;
        this.progress = progress;
        this.runner = new PhaseRunner(InstantSource.system(), BACK_OFF, List.of(tracing, log, progress, meters));
    }

    PhaseDefinition<MigrationEvent> definition() {
        return definition;
    }

    /**
     * Runs the phase until it has completed or failed and the broker has acknowledged the event that says so.
     *
     * @param lane what the run depends on, for {@link #stop}
     * @return false when the run had to stop before: then somebody else, or this service later, has to finish it
     */
    boolean run(MigrationEvent input, int attempt, Object lane) throws InterruptedException {
        while (!stopping) {
            PhaseRun run = newRun(input, attempt);
            RunKeys.put(run);
            ActiveRun mine = new ActiveRun(run, lane);
            active.add(mine);
            try {
                if (stopping) {
                    return false;
                }
                if (runOnce(input, run)) {
                    return true;
                }
                if (mine.stopAsked()) {
                    return false;
                }
            } finally {
                active.remove(mine);
                mine.ended();
            }
            LOG.warnf("Phase %s of %s runs again", run.phase(), run.hostedCluster());
            new Semaphore(0).tryAcquire(AFTER_LOST_LEASE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** Refuses an input without having touched anything. */
    void refuse(MigrationEvent input, String why) {
        MigrationRequested request = definition.requestOf(input);
        publishFailure(
                new PhaseFailed(
                        request.migrationId(),
                        request.hostedCluster(),
                        definition.name(),
                        "accept-request",
                        ReasonCode.INVALID_REQUEST,
                        why,
                        GuestApi.UNKNOWN,
                        Rollback.NOT_NEEDED,
                        false,
                        "publish a request with another migrationId that this release supports",
                        Instant.now()),
                0);
    }

    /** Tells that the phase waits for a human; nothing is held meanwhile. */
    void awaitApproval(MigrationEvent input) {
        PhaseRun run = newRun(input, 1);
        progress.ended(run, PhaseState.WAITING, 0, "awaiting approval");
    }

    /** Stops the runs of these lanes and waits until their step in hand is done, at most this long. */
    void stop(Predicate<Object> lanes, String why, Duration atMost) {
        List<ActiveRun> asked =
                active.stream().filter(run -> lanes.test(run.lane())).toList();
        asked.forEach(run -> run.stop(why));
        Instant until = Instant.now().plus(atMost);
        asked.forEach(run -> run.awaitEnd(Duration.between(Instant.now(), until)));
    }

    /** The service is going: hands everything back. */
    void shutDown(Duration atMost) {
        stopping = true;
        stop(lane -> true, "the service is stopped", atMost);
    }

    private boolean runOnce(MigrationEvent input, PhaseRun run) {
        try (PhaseExecution<?> execution = definition.open(input, run)) {
            return publish(execution, run(execution, run), run);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "Phase %s of %s broke and runs again", run.phase(), run.hostedCluster());
            return false;
        }
    }

    private <C> PhaseOutcome run(PhaseExecution<C> execution, PhaseRun run) {
        return runner.run(execution.phase(), execution.context(), run);
    }

    private boolean publish(PhaseExecution<?> execution, PhaseOutcome outcome, PhaseRun run) {
        int steps = execution.phase().steps().size();
        switch (outcome) {
            case PhaseOutcome.Completed completed -> {
                MigrationEvent output = execution.completed();
                progress.ended(run, PhaseState.COMPLETED, steps, null);
                publisher.publish(
                        output,
                        run.migrationId() + "/"
                                + output.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        run.hostedCluster().subject());
                return true;
            }
            case PhaseOutcome.Failed failure -> {
                PhaseFailed failed = execution.failed(failure);
                progress.ended(run, endState(failed), steps, failed.reason() + ": " + failed.message());
                publishFailure(failed, run.attempt());
                return true;
            }
            case PhaseOutcome.Stopped stopped -> {
                LOG.infof("Phase %s of %s stops: %s", run.phase(), run.hostedCluster(), stopped.why());
                return false;
            }
        }
    }

    private void publishFailure(PhaseFailed failed, int attempt) {
        publisher.publish(
                failed,
                failed.migrationId() + "/phase-failed/" + failed.phase().label() + "/" + attempt,
                failed.hostedCluster().subject());
    }

    private static PhaseState endState(PhaseFailed failed) {
        return switch (failed.rollback()) {
            case NOT_NEEDED -> PhaseState.FAILED;
            case DONE -> PhaseState.ROLLED_BACK;
            case PENDING -> PhaseState.ROLLING_BACK;
            case HELD -> PhaseState.HELD;
        };
    }

    /** A phase that an earlier process began goes on with its start and its deadline. */
    private PhaseRun newRun(MigrationEvent input, int attempt) {
        MigrationRequested request = definition.requestOf(input);
        Optional<MigrationProgress> known =
                tracker.find(request.migrationId()).flatMap(migration -> migration.progress(definition.name()));
        Optional<MigrationProgress> begun =
                known.filter(there -> !there.state().ended() && there.state() != PhaseState.WAITING);
        Instant startedAt = begun.map(MigrationProgress::startedAt).orElseGet(Instant::now);
        Instant deadlineAt =
                begun.map(MigrationProgress::deadlineAt).orElseGet(() -> startedAt.plus(definition.deadline(request)));
        int earlier = known.filter(there -> there.state().ended())
                .map(MigrationProgress::attempt)
                .orElse(0);
        int number = begun.map(MigrationProgress::attempt).orElse(Math.max(attempt, earlier + 1));
        PhaseRun run = new PhaseRun(
                request.migrationId(), request.hostedCluster(), definition.name(), startedAt, deadlineAt, number);
        known.filter(there -> there.state() != PhaseState.ROLLED_BACK && there.state() != PhaseState.CANCELLED)
                .map(MigrationProgress::observed)
                .ifPresent(seen -> run.observe(nothing -> seen));
        return run;
    }
}
