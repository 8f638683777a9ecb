package dev.hcpferry.common.phase;

import dev.hcpferry.common.phase.PhaseOutcome.Completed;
import dev.hcpferry.common.phase.PhaseOutcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs phases: the order of their stages, branches side by side, waiting, retries, deadlines and fencing. Blocks the calling
 * (virtual) thread until the phase has ended one way or the other; safe for threads, one runner serves all migrations.
 */
public final class PhaseRunner {
    private final Time clock;
    private final BackOff backOff;
    private final PhaseListener listener;

    /** @param listeners called in this order */
    public PhaseRunner(Time clock, BackOff backOff, List<PhaseListener> listeners) {
        this.clock = clock;
        this.backOff = backOff;
        this.listener = new PhaseListeners(listeners);
    }

    /**
     * Runs all stages; the first step that fails ends the phase, after the other branches have come to rest. A run that may not tell
     * its end has stopped.
     */
    public <C> PhaseOutcome run(Phase<C> phase, C context, PhaseRun run) {
        Instant begun = clock.instant();
        listener.phaseStarted(run, phase);
        PhaseOutcome outcome = new Completed();
        int first = 1;
        for (Phase.Stage<C> stage : phase.stages()) {
            outcome = runStage(stage, first, context, run);
            if (!(outcome instanceof Completed)) {
                break;
            }
            first += (int) stage.steps().count();
        }
        PhaseOutcome end = stoppedIfDisowned(run, outcome);
        listener.phaseEnded(run, end, Duration.between(begun, clock.instant()));
        return end;
    }

    /** A run may have been frozen in its last step: what it saw may be untrue by now, and another run at work. */
    private static PhaseOutcome stoppedIfDisowned(PhaseRun run, PhaseOutcome outcome) {
        String reason = run.reasonToTellNothing();
        return reason == null || outcome instanceof PhaseOutcome.Stopped ? outcome : new PhaseOutcome.Stopped(reason);
    }

    private <C> PhaseOutcome runStage(Phase.Stage<C> stage, int first, C context, PhaseRun run) {
        Abandonment abandoned = new Abandonment();
        List<List<StepRun<C>>> branches = new ArrayList<>();
        int index = first;
        for (List<Step<C>> branch : stage.branches()) {
            List<StepRun<C>> steps = new ArrayList<>();
            for (Step<C> step : branch) {
                steps.add(new StepRun<>(step, index++, context, run, clock, backOff, listener, abandoned));
            }
            branches.add(steps);
        }
        return branches.size() == 1 ? runBranch(branches.getFirst(), abandoned) : runSideBySide(branches, abandoned);
    }

    private static <C> PhaseOutcome runBranch(List<StepRun<C>> branch, Abandonment abandoned) {
        for (StepRun<C> step : branch) {
            PhaseOutcome outcome = step.run();
            if (!(outcome instanceof Completed)) {
                abandoned.declare();
                return outcome;
            }
        }
        return new Completed();
    }

    private static <C> PhaseOutcome runSideBySide(List<List<StepRun<C>>> branches, Abandonment abandoned) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PhaseOutcome>> running = branches.stream()
                    .map(branch -> threads.submit(() -> runBranch(branch, abandoned)))
                    .toList();
            return worst(running.stream().map(PhaseRunner::outcomeOf).toList());
        }
    }

    private static PhaseOutcome outcomeOf(Future<PhaseOutcome> branch) {
        try {
            return branch.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new PhaseOutcome.Stopped("interrupted");
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException("a branch of a phase broke", unexpected.getCause());
        }
    }

    /** A failure counts more than a stop, and a stop more than success. */
    private static PhaseOutcome worst(List<PhaseOutcome> outcomes) {
        PhaseOutcome worst = new Completed();
        for (PhaseOutcome outcome : outcomes) {
            if (outcome instanceof Failed) {
                return outcome;
            }
            if (outcome instanceof PhaseOutcome.Stopped) {
                worst = outcome;
            }
        }
        return worst;
    }
}
