package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationEvent;
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
import dev.hcpferry.common.phase.Time;
import dev.hcpferry.common.tracing.PhaseTracing;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs this service's phase for many migrations side by side, forward or back, and publishes how each ended. Blocks the calling
 * virtual thread for as long as the phase takes.
 */
@ApplicationScoped
public class PhaseWorker {
    private static final Logger LOG = Logger.getLogger(PhaseWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration BEFORE_AN_OBSTACLE = Duration.ofSeconds(10);

    private final PhaseDefinition<MigrationEvent> definition;
    private final PhaseRunner runner;
    private final MigrationTracker tracker;
    private final TrackingConsumer tracking;
    private final EventPublisher publisher;
    private final ProgressPublisher progress;
    private final PhaseEnds ends;
    private final ActiveRuns runs;
    private final Time time;

    @SuppressWarnings("unchecked")
    public PhaseWorker(
            PhaseDefinition<?> definition,
            ActiveRuns runs,
            MigrationTracker tracker,
            TrackingConsumer tracking,
            EventPublisher publisher,
            ProgressPublisher progress,
            PhaseLog log,
            PhaseMeters meters,
            PhaseTracing tracing,
            Time time) {
        this.definition = (PhaseDefinition<MigrationEvent>) definition;
        this.runs = runs;
        this.tracker = tracker;
        this.tracking = tracking;
        this.publisher = publisher;
        this.progress = progress;
        this.ends = new PhaseEnds(publisher, progress);
        this.time = time;
        this.runner = new PhaseRunner(
                time, new BackOff(FIRST_PAUSE, LONGEST_PAUSE, time.jitter()), List.of(tracing, log, progress, meters));
    }

    PhaseDefinition<MigrationEvent> definition() {
        return definition;
    }

    /**
     * Runs the phase until it has completed, failed or been rolled back, and the broker has acknowledged the event that says so.
     * Once a rollback has begun, the phase of this migration only goes back.
     *
     * @return false when the run had to stop before: then somebody else, or this service later, has to finish it
     * @throws RunAgain when it stopped for another reason, a lost lease above all
     */
    boolean run(Work work) throws InterruptedException {
        PhaseFailed cause = work.cause();
        while (!runs.stopping()) {
            cause = causeToGoBack(cause, work);
            PhaseRun run = newRun(work.input(), work.attempt(), cause);
            RunKeys.put(run);
            Superseded superseded = new Superseded(tracking, tracker, definition.output(), run, time);
            if (isOwnAffair(cause)) {
                run.stopWhen(superseded);
            }
            ActiveRun mine = runs.begin(run, work.lane());
            try {
                if (runs.stopping() || work.lane().closed()) {
                    return false;
                }
                switch (runOnce(work, run, cause, superseded)) {
                    case End.Told told -> {
                        return true;
                    }
                    case End.TurnsBack(PhaseFailed failed) -> {
                        cause = failed;
                        continue;
                    }
                    case End.Waits waits -> {
                        mine.pause(time, BEFORE_AN_OBSTACLE);
                        if (mine.stopAsked()) {
                            return false;
                        }
                        continue;
                    }
                    case End.Stopped stopped -> {
                        return leave(work, mine, isOwnAffair(cause) && superseded.isOver());
                    }
                }
            } finally {
                runs.end(mine);
            }
        }
        return false;
    }

    /** Refuses an input without having touched anything. */
    void refuse(MigrationEvent input, String why) {
        MigrationRequested request = definition.requestOf(input);
        PhaseFailed refusal = new PhaseFailed(
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
                time.instant());
        publisher.publish(
                refusal,
                refusal.migrationId() + "/phase-failed/" + refusal.phase().label() + "/0",
                refusal.hostedCluster().subject());
    }

    /** Tells that the phase waits for a human; nothing is held meanwhile. */
    void awaitApproval(MigrationEvent input) {
        PhaseRun run = newRun(input, 1, null);
        progress.ended(run, PhaseState.WAITING, 0, "awaiting approval");
    }

    /** @return false when this service is to stop, and leaves a phase that is not over to another one */
    private boolean leave(Work work, ActiveRun mine, boolean over) {
        if (over) {
            tellEndAgain(work);
        }
        if (mine.stopAsked()) {
            return false;
        }
        if (!over) {
            throw new RunAgain("phase " + definition.name() + " of migration "
                    + work.input().migrationId() + " runs again");
        }
        return true;
    }

    /** This run may have told that it runs, when another one had ended the phase. */
    private void tellEndAgain(Work work) {
        known(work.input())
                .flatMap(migration -> migration.progress(definition.name()))
                .filter(there -> there.state().ended())
                .ifPresent(progress::endedBefore);
    }

    /** A rollback that another phase has caused comes after this phase's output. */
    private boolean isOwnAffair(@Nullable PhaseFailed cause) {
        return cause == null || cause.phase() == definition.name();
    }

    private End runOnce(Work work, PhaseRun run, @Nullable PhaseFailed cause, Superseded superseded) {
        try (PhaseExecution<?> execution = definition.open(work.input(), run)) {
            if (cause != null) {
                return back(execution, run, cause);
            }
            if (work.cancelled() != null) {
                return fail(execution, run, work.cancelled());
            }
            Optional<String> obstacle = definition.obstacle(work.input());
            if (obstacle.isPresent()) {
                progress.ended(run, PhaseState.WAITING, 0, obstacle.get());
                return new End.Waits();
            }
            return forward(execution, run, superseded);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "Phase %s of %s broke and runs again", run.phase(), run.hostedCluster());
            return new End.Stopped();
        }
    }

    private <C> End forward(PhaseExecution<C> execution, PhaseRun run, Superseded superseded) {
        run.cancelWhen(new Cancellation(tracker, progress, run, execution));
        return switch (runner.run(execution.phase(), execution.context(), run)) {
            case PhaseOutcome.Completed completed -> {
                ends.completed(execution, run);
                yield new End.Told();
            }
            case PhaseOutcome.Failed failure ->
                superseded
                        .now()
                        .map(why -> stopped(run, new PhaseOutcome.Stopped(why)))
                        .orElseGet(() -> fail(execution, run, failure));
            case PhaseOutcome.Stopped stopped -> stopped(run, stopped);
        };
    }

    private <C> End back(PhaseExecution<C> execution, PhaseRun run, PhaseFailed cause) {
        return switch (runner.run(execution.rollback(), execution.context(), run)) {
            case PhaseOutcome.Completed completed -> {
                ends.rolledBack(cause, execution, run);
                yield new End.Told();
            }
            case PhaseOutcome.Failed failure -> fail(execution, run, failure);
            case PhaseOutcome.Stopped stopped -> stopped(run, stopped);
        };
    }

    private End fail(PhaseExecution<?> execution, PhaseRun run, PhaseOutcome.Failed failure) {
        PhaseFailed failed = execution.failed(failure);
        ends.failed(failed, execution, run);
        return failed.rollback() == Rollback.PENDING ? new End.TurnsBack(failed) : new End.Told();
    }

    private static End stopped(PhaseRun run, PhaseOutcome.Stopped stopped) {
        LOG.infof("Phase %s of %s stops: %s", run.phase(), run.hostedCluster(), stopped.why());
        return new End.Stopped();
    }

    private @Nullable PhaseFailed causeToGoBack(@Nullable PhaseFailed cause, Work work) {
        return cause != null
                ? cause
                : known(work.input())
                        .flatMap(migration -> migration.rollbackOf(definition.name()))
                        .orElse(null);
    }

    private PhaseRun newRun(MigrationEvent input, int attempt, @Nullable PhaseFailed cause) {
        MigrationRequested request = definition.requestOf(input);
        return cause == null
                ? RunNumbers.forward(definition, request, known(input), attempt, time.instant())
                : RunNumbers.back(definition, request, known(input), cause, time.instant());
    }

    private Optional<TrackedMigration> known(MigrationEvent input) {
        return tracker.find(input.migrationId());
    }

    /** What came of one run. */
    private sealed interface End {
        /** Over, and the broker knows. */
        record Told() implements End {}

        /** It goes back from here. */
        record TurnsBack(PhaseFailed cause) implements End {}

        /** It can't begin yet; nothing was touched. */
        record Waits() implements End {}

        /** Somebody has to go on. */
        record Stopped() implements End {}
    }
}
