package dev.hcpferry.common.phase;

import dev.hcpferry.common.cluster.KubernetesApi;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseListener.StepOutcome;
import dev.hcpferry.common.phase.PhaseOutcome.Completed;
import dev.hcpferry.common.phase.PhaseOutcome.Failed;
import dev.hcpferry.common.phase.PhaseOutcome.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One step until it is done, has failed, or has to stop: looks, waits for a change or the back-off, looks again. */
final class StepRun<C> {
    private static final Logger LOG = Logger.getLogger(StepRun.class);

    private final Step<C> step;
    private final int index;
    private final C context;
    private final PhaseRun run;
    private final Time clock;
    private final BackOff backOff;
    private final PhaseListener listener;
    private final Abandonment abandoned;
    private final Signal signal = new Signal();
    private final Map<StepResult.WakeUp, KubernetesApi.Watching> watches = new HashMap<>();
    private String lastMessage = "";

    /** @param abandoned declared when a step beside this one has failed: then this one stops too */
    StepRun(
            Step<C> step,
            int index,
            C context,
            PhaseRun run,
            Time clock,
            BackOff backOff,
            PhaseListener listener,
            Abandonment abandoned) {
        this.step = step;
        this.index = index;
        this.context = context;
        this.run = run;
        this.clock = clock;
        this.backOff = backOff;
        this.listener = listener;
        this.abandoned = abandoned;
    }

    PhaseOutcome run() {
        Instant begun = clock.instant();
        Instant deadline = step.deadline()
                .map(begun::plus)
                .filter(own -> own.isBefore(run.deadlineAt()))
                .orElse(run.deadlineAt());
        run.begins(index);
        listener.stepStarted(run, step.name(), index);
        run.register(signal);
        abandoned.register(signal);
        try {
            PhaseOutcome outcome = lookUntil(deadline);
            listener.stepEnded(run, step.name(), index, outcomeOf(outcome), detailOf(outcome), since(begun));
            return outcome;
        } finally {
            run.unregister(signal);
            abandoned.unregister(signal);
            watches.values().forEach(KubernetesApi.Watching::close);
        }
    }

    private PhaseOutcome lookUntil(Instant deadline) {
        for (int look = 0; ; look++) {
            PhaseOutcome end = reasonToEnd();
            if (end != null) {
                return end;
            }
            try {
                switch (look()) {
                    case StepResult.Done(String detail) -> {
                        lastMessage = detail;
                        return new Completed();
                    }
                    case StepResult.Failed(ReasonCode reason, String message, String nextAction) -> {
                        return new Failed(step.name(), reason, message, nextAction);
                    }
                    case StepResult.Waiting waiting -> {
                        await(waiting, look, deadline);
                        if (!clock.instant().isBefore(deadline)) {
                            return tooLate(waiting, deadline);
                        }
                    }
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Stopped("interrupted");
            }
        }
    }

    private Failed tooLate(StepResult.Waiting waiting, Instant deadline) {
        return new Failed(
                step.name(),
                waiting.reason(),
                "step " + step.name() + " was not done by " + deadline + ": " + waiting.message(),
                waiting.nextAction());
    }

    private StepResult look() throws InterruptedException {
        try {
            return step.run(context);
        } catch (PhaseFailure failure) {
            return failure.result();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (ExecutionException inAThreadOfTheStep) {
            if (inAThreadOfTheStep.getCause() instanceof PhaseFailure failure) {
                return failure.result();
            }
            return tryAgainAfter(inAThreadOfTheStep);
        } catch (Exception unexpected) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return tryAgainAfter(unexpected);
        }
    }

    private StepResult tryAgainAfter(Exception unexpected) {
        LOG.warnf(unexpected, "Step %s met a problem and is tried again", step.name());
        return StepResult.waiting("trying again after: " + describe(unexpected));
    }

    /** A new watch may have missed a change, so the first time the next look comes at once. */
    private void await(StepResult.Waiting waiting, int look, Instant deadline) throws InterruptedException {
        lastMessage = waiting.message();
        listener.stepWaiting(run, step.name(), index, waiting.message());
        boolean opened = false;
        for (StepResult.WakeUp wakeUp : waiting.wakeUps()) {
            if (!watches.containsKey(wakeUp)) {
                watches.put(wakeUp, wakeUp.api().watch(wakeUp.kind(), wakeUp.namespace(), signal::raise));
                opened = true;
            }
        }
        if (!opened) {
            Duration left = Duration.between(clock.instant(), deadline);
            Duration delay = backOff.delay(look);
            signal.await(clock, delay.compareTo(left) < 0 ? delay : left);
        }
    }

    private @Nullable PhaseOutcome reasonToEnd() {
        if (abandoned.isDeclared()) {
            return new Stopped("a step beside it did not succeed");
        }
        String reason = run.reasonToStop();
        if (reason != null) {
            return new Stopped(reason);
        }
        return run.cancellation()
                .map(by -> new Failed(step.name(), ReasonCode.CANCELLED, by, "nothing: it was wanted"))
                .orElse(null);
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }

    private static StepOutcome outcomeOf(PhaseOutcome outcome) {
        return switch (outcome) {
            case Completed completed -> StepOutcome.DONE;
            case Failed failed -> StepOutcome.FAILED;
            case Stopped stopped -> StepOutcome.STOPPED;
        };
    }

    private String detailOf(PhaseOutcome outcome) {
        return switch (outcome) {
            case Completed completed -> lastMessage;
            case Failed failed -> failed.reason() + ": " + failed.message();
            case Stopped stopped -> stopped.why();
        };
    }

    private static String describe(Exception problem) {
        String message = problem.getMessage();
        return problem.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
