package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One run of a phase for one migration: who it is for, until when, and the ways to stop it. Safe for threads. */
public final class PhaseRun {
    private final String migrationId;
    private final HostedClusterRef hostedCluster;
    private final PhaseName phase;
    private final Instant startedAt;
    private final Instant deadlineAt;
    private final int attempt;
    private final Direction direction;
    private final boolean resumed;
    private volatile Supplier<Optional<String>> cancellation = Optional::empty;
    private volatile Supplier<Optional<String>> obsolescence = Optional::empty;
    private volatile Fence fence = Fence.OPEN;
    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
    private final AtomicReference<Observations> observed = new AtomicReference<>(Observations.NONE);
    private final Set<Signal> signals = ConcurrentHashMap.newKeySet();

    /**
     * @param startedAt when the phase was started first, which an earlier process may have done
     * @param attempt counts the runs of this phase from 1
     * @param resumed whether an earlier process may have done part of the work
     */
    public PhaseRun(
            String migrationId,
            HostedClusterRef hostedCluster,
            PhaseName phase,
            Instant startedAt,
            Instant deadlineAt,
            int attempt,
            Direction direction,
            boolean resumed) {
        this.migrationId = migrationId;
        this.hostedCluster = hostedCluster;
        this.phase = phase;
        this.startedAt = startedAt;
        this.deadlineAt = deadlineAt;
        this.attempt = attempt;
        this.direction = direction;
        this.resumed = resumed;
    }

    public String migrationId() {
        return migrationId;
    }

    public HostedClusterRef hostedCluster() {
        return hostedCluster;
    }

    public PhaseName phase() {
        return phase;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant deadlineAt() {
        return deadlineAt;
    }

    public int attempt() {
        return attempt;
    }

    public Direction direction() {
        return direction;
    }

    public boolean resumed() {
        return resumed;
    }

    /** Asks this before every look of a step: a text, saying who wants it, cancels the run. */
    public void cancelWhen(Supplier<Optional<String>> question) {
        cancellation = question;
    }

    /** Asks this too whether the run has to stop: a text says why. */
    public void stopWhen(Supplier<Optional<String>> question) {
        obsolescence = question;
    }

    /** Who has cancelled the run; empty while it may go on. */
    Optional<String> cancellation() {
        return cancellation.get();
    }

    /** Notes what a step sees of the hosted cluster; progress tells it to everybody. */
    public void observe(UnaryOperator<Observations> change) {
        observed.updateAndGet(change);
    }

    public Observations observed() {
        return Objects.requireNonNull(observed.get());
    }

    /** From now on, steps run only while this fence is held. */
    public void guardWith(Fence newFence) {
        fence = newFence;
    }

    void begins(int step) {
        reached.accumulateAndGet(step, Math::max);
    }

    /** The number of the last step that has begun, counted from 1; 0 before the first. */
    public int reached() {
        return reached.get();
    }

    /** Whether the run acts under a fence by now. */
    public boolean guarded() {
        return !fence.equals(Fence.OPEN);
    }

    /** Asks the run to end before its next step; a waiting step is woken. Idempotent. */
    public void stop(String why) {
        stopped.compareAndSet(null, why);
        signals.forEach(Signal::raise);
    }

    /** Why the run has to end, null while it may go on. */
    public @Nullable String reasonToStop() {
        String asked = stopped.get();
        return asked != null ? asked : reasonToTellNothing();
    }

    /** Why another run is to tell how the phase ended, null while this one is. One that is only asked to stop tells what it has done. */
    @Nullable
    String reasonToTellNothing() {
        if (!fence.held()) {
            return "the lease of " + hostedCluster + " was lost";
        }
        return obsolescence.get().orElse(null);
    }

    void register(Signal signal) {
        signals.add(signal);
        if (stopped.get() != null) {
            signal.raise();
        }
    }

    void unregister(Signal signal) {
        signals.remove(signal);
    }
}
