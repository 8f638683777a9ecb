package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Whether another runner has ended the phase, or has begun to take back what this run would go on with: then this run must
 * change nothing any more. Both are told by whoever holds the lease; so a run that comes to hold it has read all that was told
 * before.
 */
final class Superseded implements Supplier<Optional<String>> {
    /** After a longer pause the process may have been frozen; before it holds a lease, nothing else would tell. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(3);

    private final TrackingConsumer tracking;
    private final MigrationTracker tracker;
    private final EventType output;
    private final PhaseRun run;
    private final InstantSource clock;
    private final Instant begun;
    private volatile Instant lastLook;
    private volatile boolean upToDate;

    Superseded(
            TrackingConsumer tracking, MigrationTracker tracker, EventType output, PhaseRun run, InstantSource clock) {
        this.tracking = tracking;
        this.tracker = tracker;
        this.output = output;
        this.run = run;
        this.clock = clock;
        this.begun = clock.instant();
        this.lastLook = begun;
    }

    @Override
    public Optional<String> get() {
        Instant now = clock.instant();
        boolean frozen = now.isAfter(lastLook.plus(LONGEST_STEP));
        lastLook = now;
        return run.guarded() || frozen ? now() : known();
    }

    /** The same, with all that has been told by now. */
    Optional<String> now() {
        try {
            if (!upToDate) {
                tracking.awaitNow();
                upToDate = run.guarded();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException unavailable) {
            return Optional.of("Kafka does not tell whether another runner has completed the phase");
        }
        return known();
    }

    /** Whether the log, as far as it is read, tells that nothing of the phase is left to do. */
    boolean isOver() {
        return tracker.find(run.migrationId()).flatMap(this::over).isPresent();
    }

    private Optional<String> known() {
        return tracker.find(run.migrationId()).flatMap(this::judge);
    }

    private Optional<String> judge(TrackedMigration migration) {
        return over(migration).or(() -> outrun(migration)).or(() -> takenBack(migration));
    }

    /** A run that comes after an end, as after RETRY, is a later attempt. */
    private Optional<String> over(TrackedMigration migration) {
        return migration.idOf(output).isPresent()
                ? Optional.of("another runner has completed the phase")
                : migration
                        .endOf(run.phase(), run.attempt(), run.direction().working())
                        .map(told -> "another runner has ended the phase: " + told.state());
    }

    /**
     * Who holds no lease must not even tell a failure while another one is at work on later steps. What was told before this run
     * began may be of a runner that is gone.
     */
    private Optional<String> outrun(TrackedMigration migration) {
        if (run.guarded()) {
            return Optional.empty();
        }
        return migration
                .progress(run.phase())
                .filter(told -> told.state() == run.direction().working() && told.attempt() >= run.attempt())
                .filter(told -> told.heartbeatAt().isAfter(begun))
                .filter(told -> told.stepIndex() != null && told.stepIndex() > run.reached())
                .map(told -> "another runner is at work: step " + told.step());
    }

    private Optional<String> takenBack(TrackedMigration migration) {
        return run.direction() == Direction.FORWARD
                ? migration.rollbackOf(run.phase()).map(failed -> "another runner takes the phase back")
                : Optional.empty();
    }
}
