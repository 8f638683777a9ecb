package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseListener;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.Time;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody where each running phase stands: at every change of step, when what a step waits for changes (at most once a
 * second), and every 10 s as a sign of life. A phase goes on when progress can't be told.
 */
@ApplicationScoped
public class ProgressPublisher implements PhaseListener {
    private static final Logger LOG = Logger.getLogger(ProgressPublisher.class);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);
    private static final int MAX_MESSAGE = 2000;

    private final EventPublisher publisher;
    private final Time time;
    private final Map<PhaseRun, Position> running = new ConcurrentHashMap<>();
    private final Semaphore stop = new Semaphore(0);

    public ProgressPublisher(EventPublisher publisher, Time time) {
        this.publisher = publisher;
        this.time = time;
        Thread.ofVirtual().name("heartbeat").start(this::beat);
    }

    /** No further signs of life. */
    @PreDestroy
    public void stop() {
        stop.release();
    }

    private void beat() {
        try {
            while (!time.await(stop, BETWEEN_HEARTBEATS)) {
                running.forEach(this::tellUnlessStopped);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void phaseStarted(PhaseRun run, Phase<?> phase) {
        move(run, new Position(null, null, phase.steps().size(), null, Instant.EPOCH));
    }

    @Override
    public void stepStarted(PhaseRun run, String step, int index) {
        move(run, at(run).step(step, index, null, time.instant()));
    }

    @Override
    public void stepWaiting(PhaseRun run, String step, int index, String message) {
        Position position = at(run);
        boolean changed = !message.equals(position.message());
        if (changed && Duration.between(position.toldAt(), time.instant()).toSeconds() >= 1) {
            move(run, position.step(step, index, message, time.instant()));
        }
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        move(run, at(run).step(step, index, detail, time.instant()));
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        heartbeatStops(run);
    }

    /** Tells something about a run that goes on. */
    void note(PhaseRun run, String message) {
        Position position = at(run);
        running.computeIfPresent(run, (same, there) -> there.noting(message, time.instant()));
        tell(run, run.direction().working(), position.noting(message, time.instant()));
    }

    /** Tells how the phase ended; the last record of its key. */
    void ended(PhaseRun run, PhaseState state, int steps, @Nullable String message) {
        tell(run, state, new Position(null, null, steps, message, time.instant()));
    }

    /** Tells once more how the phase has ended, after a run that did not know of it has told otherwise. */
    void endedBefore(MigrationProgress ended) {
        publish(ended, ended.key() + "/" + time.instant());
    }

    private void heartbeatStops(PhaseRun run) {
        running.remove(run);
    }

    private Position at(PhaseRun run) {
        return running.getOrDefault(run, new Position(null, null, 0, null, Instant.EPOCH));
    }

    private void move(PhaseRun run, Position position) {
        running.put(run, position);
        tellUnlessStopped(run, position);
    }

    /** A run that has lost its lease is another runner's by now, and so is what there is to tell of it. */
    private void tellUnlessStopped(PhaseRun run, Position position) {
        if (run.reasonToStop() == null) {
            tell(run, run.direction().working(), position);
        }
    }

    private void tell(PhaseRun run, PhaseState state, Position position) {
        Instant now = time.instant();
        String message = position.message();
        MigrationProgress progress = new MigrationProgress(
                run.migrationId(),
                run.hostedCluster(),
                run.phase(),
                state,
                position.step(),
                position.index(),
                position.steps(),
                run.attempt(),
                run.startedAt(),
                run.deadlineAt(),
                now,
                message == null || message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE),
                run.observed().equals(Observations.NONE) ? null : run.observed());
        publish(progress, progress.key() + "/" + now);
    }

    private void publish(MigrationProgress progress, String ceId) {
        Runnable failed = () -> LOG.warnf("The progress of %s could not be told", progress.key());
        try {
            publisher.publishInBackground(
                    progress, ceId, progress.hostedCluster().subject(), failed);
        } catch (RuntimeException unexpected) {
            failed.run();
        }
    }

    private record Position(
            @Nullable String step,
            @Nullable Integer index,
            int steps,
            @Nullable String message,
            Instant toldAt) {
        Position noting(String note, Instant now) {
            return new Position(step, index, steps, note, now);
        }

        Position step(String newStep, int newIndex, @Nullable String newMessage, Instant now) {
            return new Position(newStep, newIndex, steps, newMessage, now);
        }
    }
}
