package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A step that does what a test says; its context is the list of the steps that have looked, in that order. */
public final class FakeStep implements Step<List<String>> {
    private final String name;
    private final Callable<StepResult> action;
    private final Optional<Duration> deadline;
    private final AtomicInteger looks = new AtomicInteger();

    public FakeStep(String name, Callable<StepResult> action) {
        this(name, Optional.empty(), action);
    }

    FakeStep(String name, Optional<Duration> deadline, Callable<StepResult> action) {
        this.name = name;
        this.action = action;
        this.deadline = deadline;
    }

    public static FakeStep done(String name) {
        return new FakeStep(name, () -> StepResult.done(name + " is done"));
    }

    /** Gives these results one after the other, the last one for ever. */
    static FakeStep giving(String name, StepResult... results) {
        AtomicInteger next = new AtomicInteger();
        return new FakeStep(name, () -> results[Math.min(next.getAndIncrement(), results.length - 1)]);
    }

    int looks() {
        return looks.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Inverse<List<String>> inverse() {
        return Inverse.by(FakeStep.done("undo " + name));
    }

    @Override
    public StepResult run(List<String> context) throws Exception {
        looks.incrementAndGet();
        context.add(name);
        return action.call();
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }
}
