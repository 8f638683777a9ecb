package dev.hcpferry.common.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseOutcome.Completed;
import dev.hcpferry.common.phase.PhaseOutcome.Failed;
import dev.hcpferry.common.phase.PhaseOutcome.Stopped;
import dev.hcpferry.common.phase.StepResult.WakeUp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PhaseRunnerTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final BackOff SHORT = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    /** Far longer than a test may take: only a wake-up ends the waiting. */
    private static final BackOff ENDLESS = new BackOff(Duration.ofHours(1), Duration.ofHours(2), new Random(1));

    private final FakeClock clock = new FakeClock(START);
    private final RecordingListener listener = new RecordingListener();
    private final List<String> context = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void stepsRunInTheOrderOfTheList() {
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .then(FakeStep.done("first"))
                .sideBySide(List.of(FakeStep.done("second"), FakeStep.done("third")))
                .then(FakeStep.done("fourth"))
                .build();

        PhaseOutcome outcome = runner(SHORT).run(phase, context, run());

        assertThat(outcome).isEqualTo(new Completed());
        assertThat(context).containsExactly("first", "second", "third", "fourth");
        assertThat(listener.heard)
                .containsExactly(
                        "phase started",
                        "1 first started",
                        "1 first DONE: first is done",
                        "2 second started",
                        "2 second DONE: second is done",
                        "3 third started",
                        "3 third DONE: third is done",
                        "4 fourth started",
                        "4 fourth DONE: fourth is done",
                        "phase completed");
    }

    @Test
    void branchesOverlap() {
        CyclicBarrier together = new CyclicBarrier(3);
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .sideBySide(
                        Phase.branch(meeting("a", together)),
                        Phase.branch(meeting("b", together)),
                        Phase.branch(meeting("c", together)))
                .then(FakeStep.done("after"))
                .build();

        PhaseOutcome outcome = runner(SHORT).run(phase, context, run());

        assertThat(outcome).isEqualTo(new Completed());
        assertThat(context).hasSize(4).endsWith("after").contains("a", "b", "c");
    }

    @Test
    void stageWaitsForItsSlowestBranch() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        FakeStep after = FakeStep.done("after");
        FakeStep blocked = new FakeStep("blocked", () -> {
            slow.await();
            return StepResult.done("");
        });
        CountDownLatch fastDone = new CountDownLatch(1);
        FakeStep fast = new FakeStep("fast", () -> {
            fastDone.countDown();
            return StepResult.done("");
        });
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .sideBySide(Phase.branch(blocked), Phase.branch(fast))
                .then(after)
                .build();

        Future<PhaseOutcome> outcome = start(SHORT, phase, run());
        fastDone.await();
        assertThat(after.looks()).isZero();
        slow.countDown();

        assertThat(outcome.get()).isEqualTo(new Completed());
        assertThat(after.looks()).isOne();
    }

    @Test
    void failingBranchWakesOneThatWaits() {
        CountDownLatch waiting = new CountDownLatch(1);
        FakeStep patient = new FakeStep("patient", () -> {
            waiting.countDown();
            return StepResult.waiting("for hours");
        });
        FakeStep failing = new FakeStep("failing", () -> {
            waiting.await();
            return StepResult.failed(ReasonCode.SNAPSHOT_FAILED, "no", "look");
        });
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .sideBySide(Phase.branch(patient), Phase.branch(failing))
                .build();

        PhaseOutcome outcome = runner(ENDLESS).run(phase, context, run());

        assertThat(outcome).isEqualTo(new Failed("failing", ReasonCode.SNAPSHOT_FAILED, "no", "look"));
        assertThat(listener.heard).contains("1 patient STOPPED: a step beside it did not succeed");
    }

    @Test
    void failingBranchAbandonsTheOthers() {
        CountDownLatch waiting = new CountDownLatch(1);
        FakeStep patient = new FakeStep("patient", () -> {
            waiting.countDown();
            return StepResult.waiting("for ever");
        });
        FakeStep failing = new FakeStep("failing", () -> {
            waiting.await();
            return StepResult.failed(ReasonCode.SNAPSHOT_FAILED, "no", "look");
        });
        FakeStep later = FakeStep.done("later");
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .sideBySide(Phase.branch(patient, later), Phase.branch(failing))
                .then(later)
                .build();

        PhaseOutcome outcome = runner(SHORT).run(phase, context, run());

        assertThat(outcome).isEqualTo(new Failed("failing", ReasonCode.SNAPSHOT_FAILED, "no", "look"));
        assertThat(later.looks()).isZero();
        assertThat(listener.heard).contains("1 patient STOPPED: a step beside it did not succeed");
    }

    @Test
    void waitingStepLooksAgainUntilItIsDone() {
        FakeStep step = FakeStep.giving(
                "await", StepResult.waiting("one"), StepResult.waiting("two"), StepResult.done("there"));

        PhaseOutcome outcome = runner(SHORT).run(phase(step), context, run());

        assertThat(outcome).isEqualTo(new Completed());
        assertThat(listener.heard)
                .containsSubsequence("1 await waiting: one", "1 await waiting: two", "1 await DONE: there");
    }

    @Test
    void exceptionIsRetried() {
        AtomicInteger attempts = new AtomicInteger();
        FakeStep step = new FakeStep("flaky", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("connection reset");
            }
            return StepResult.done("at last");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(step), context, run());

        assertThat(outcome).isEqualTo(new Completed());
        assertThat(step.looks()).isEqualTo(3);
        assertThat(listener.heard).contains("1 flaky waiting: trying again after: IOException: connection reset");
    }

    @Test
    void phaseFailureEndsThePhaseWithItsReason() {
        FakeStep later = FakeStep.done("later");
        FakeStep step = new FakeStep("check", () -> {
            throw new PhaseFailure(ReasonCode.OTHER_REGION, "it is elsewhere", "choose another");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(step, later), context, run());

        assertThat(outcome)
                .isEqualTo(new Failed("check", ReasonCode.OTHER_REGION, "it is elsewhere", "choose another"));
        assertThat(step.looks()).isOne();
        assertThat(later.looks()).isZero();
        assertThat(listener.heard).endsWith("1 check FAILED: OTHER_REGION: it is elsewhere", "phase failed");
    }

    @Test
    void deadlineOfThePhaseFailsAWaitingStepWithItsLastMessage() {
        FakeStep step = new FakeStep("await", () -> {
            clock.advance(Duration.ofMinutes(11));
            return StepResult.waiting(clock.instant().isBefore(START.plusSeconds(1200)) ? "first" : "last word");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(step), context, run());

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.DEADLINE_EXCEEDED);
            assertThat(failed.step()).isEqualTo("await");
            assertThat(failed.message()).contains("await", "last word");
        });
        assertThat(step.looks()).isEqualTo(3);
    }

    @Test
    void waitThatNamesItsReasonFailsWithItAtTheDeadline() {
        FakeStep endless = new FakeStep("endless", () -> {
            clock.advance(Duration.ofMinutes(20));
            return StepResult.waiting("Deployment x is stuck").orElse(ReasonCode.NAMESPACE_STUCK, "free it");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(endless), context, run());

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.NAMESPACE_STUCK);
            assertThat(failed.message()).contains("step endless was not done by", "Deployment x is stuck");
            assertThat(failed.nextAction()).isEqualTo("free it");
        });
    }

    @Test
    void lastLookDecidesTheReasonOfALateWait() {
        FakeStep changing = new FakeStep("changing", () -> {
            clock.advance(Duration.ofMinutes(20));
            return context.size() == 1
                    ? StepResult.waiting("stuck").orElse(ReasonCode.NAMESPACE_STUCK, "free it")
                    : StepResult.waiting("going");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(changing), context, run());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.DEADLINE_EXCEEDED));
    }

    @Test
    void deadlineOfAStepCountsWhenItIsTheEarlierOne() {
        FakeStep step = new FakeStep("await", Optional.of(Duration.ofMinutes(5)), () -> {
            clock.advance(Duration.ofMinutes(6));
            return StepResult.waiting("slow");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(step), context, run());

        assertThat(step.looks()).isOne();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.message())
                                .contains(START.plus(Duration.ofMinutes(5)).toString()));
    }

    @Test
    void stepThatIsDoneAtOnceIsDoneEvenAfterTheDeadline() {
        clock.advance(Duration.ofHours(2));

        PhaseOutcome outcome = runner(SHORT).run(phase(FakeStep.done("quick")), context, run());

        assertThat(outcome).isEqualTo(new Completed());
    }

    @Test
    void endlessExceptionsEndAtTheDeadline() {
        FakeStep step = new FakeStep("broken", () -> {
            clock.advance(Duration.ofMinutes(40));
            throw new IllegalStateException("still broken");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(step), context, run());

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.DEADLINE_EXCEEDED);
            assertThat(failed.message()).contains("still broken");
        });
    }

    @Test
    void stoppedRunEndsBeforeItsNextStep() {
        PhaseRun run = run();
        FakeStep stopping = new FakeStep("first", () -> {
            run.stop("shutdown");
            return StepResult.done("");
        });
        FakeStep next = FakeStep.done("next");

        PhaseOutcome outcome = runner(SHORT).run(phase(stopping, next), context, run);

        assertThat(outcome).isEqualTo(new Stopped("shutdown"));
        assertThat(next.looks()).isZero();
    }

    @Test
    void stopWakesAWaitingStep() throws Exception {
        PhaseRun run = run();
        CountDownLatch looked = new CountDownLatch(1);
        FakeStep step = new FakeStep("await", () -> {
            looked.countDown();
            return StepResult.waiting("long");
        });

        Future<PhaseOutcome> outcome = start(ENDLESS, phase(step), run);
        looked.await();
        run.stop("rebalance");
        run.stop("a second reason changes nothing");

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Stopped("rebalance"));
        assertThat(step.looks()).isOne();
    }

    @Test
    void runOfNoUseAnyMore_changesNothingMore() {
        AtomicReference<Optional<String>> completed = new AtomicReference<>(Optional.empty());
        FakeStep first = new FakeStep("first", () -> {
            completed.set(Optional.of("another runner has completed the phase"));
            return StepResult.done("");
        });
        FakeStep second = FakeStep.giving("second", StepResult.done(""));
        PhaseRun run = run();
        run.stopWhen(completed::get);

        PhaseOutcome outcome = runner(SHORT).run(phase(first, second), context, run);

        assertThat(outcome).isEqualTo(new Stopped("another runner has completed the phase"));
        assertThat(second.looks()).isZero();
    }

    @Test
    void lostFenceStopsTheRun() {
        PhaseRun run = run();
        AtomicBoolean held = new AtomicBoolean(true);
        FakeStep locking = new FakeStep("lock", () -> {
            run.guardWith(held::get);
            return StepResult.done("");
        });
        FakeStep losing = new FakeStep("lose", () -> {
            held.set(false);
            return StepResult.waiting("what is lost meanwhile");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(locking, losing), context, run);

        assertThat(outcome).isEqualTo(new Stopped("the lease of clusters/example was lost"));
        assertThat(losing.looks()).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endThatIsSeenWithALostFence_isAStop(boolean done) {
        PhaseRun run = run();
        AtomicBoolean held = new AtomicBoolean(true);
        run.guardWith(held::get);
        FakeStep frozen = new FakeStep("frozen", () -> {
            held.set(false);
            return done ? StepResult.done("") : StepResult.failed(ReasonCode.ETCD_UNHEALTHY, "not healthy", "");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(frozen), context, run);

        assertThat(outcome).isEqualTo(new Stopped("the lease of clusters/example was lost"));
        assertThat(listener.heard).endsWith("phase stopped");
    }

    @Test
    void runThatIsAskedToStopInItsLastStep_tellsWhatItHasDone() {
        PhaseRun run = run();
        FakeStep last = new FakeStep("last", () -> {
            run.stop("shutting down");
            return StepResult.done("");
        });

        PhaseOutcome outcome = runner(SHORT).run(phase(last), context, run);

        assertThat(outcome).isEqualTo(new Completed());
    }

    @Test
    void interruptedRunIsStoppedAndStaysInterrupted() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        List<PhaseOutcome> outcomes = new CopyOnWriteArrayList<>();
        FakeStep step = new FakeStep("await", () -> {
            looked.countDown();
            return StepResult.waiting("long");
        });

        Thread thread = Thread.ofVirtual().start(() -> {
            outcomes.add(runner(ENDLESS).run(phase(step), context, run()));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        looked.await();
        thread.interrupt();
        thread.join();

        assertThat(outcomes).containsExactly(new Stopped("interrupted"));
        assertThat(interrupted).isTrue();
    }

    @Test
    void brokenListenerDisturbsNobody() {
        PhaseListener broken = new PhaseListener() {
            @Override
            public void stepStarted(PhaseRun run, String step, int index) {
                throw new IllegalStateException("broken listener");
            }
        };
        PhaseRunner runner = new PhaseRunner(clock, SHORT, List.of(broken, listener));

        PhaseOutcome outcome = runner.run(phase(FakeStep.done("first")), context, run());

        assertThat(outcome).isEqualTo(new Completed());
        assertThat(listener.heard).contains("1 first started");
    }

    @Test
    void changedObjectWakesAWaitingStep() throws Exception {
        InMemoryManagementCluster cluster = new InMemoryManagementCluster("source");
        CountDownLatch waitingForChange = new CountDownLatch(2);
        FakeStep step = new FakeStep("await", () -> {
            if (cluster.find(ResourceKind.POD, "ns", "etcd-0").isPresent()) {
                return StepResult.done("it runs");
            }
            waitingForChange.countDown();
            return StepResult.waiting("no pod", new WakeUp(cluster, ResourceKind.POD, "ns"));
        });

        Future<PhaseOutcome> outcome = start(ENDLESS, phase(step), run());
        waitingForChange.await();
        assertThat(cluster.openWatches()).isOne();
        cluster.createIfAbsent(KubernetesObject.create(ResourceKind.POD, "ns", "etcd-0"));

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Completed());
        assertThat(cluster.openWatches()).isZero();
    }

    @Test
    void newWatchIsFollowedByALookAtOnce() throws Exception {
        InMemoryManagementCluster cluster = new InMemoryManagementCluster("source");
        FakeStep step = FakeStep.giving(
                "await",
                StepResult.waiting("just missed it", new WakeUp(cluster, ResourceKind.POD, "ns")),
                StepResult.done("changed before the watch was open"));

        Future<PhaseOutcome> outcome = start(ENDLESS, phase(step), run());

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Completed());
    }

    @ParameterizedTest
    @ValueSource(ints = 1_000)
    void manyWaitingRunsAllFinishAfterOneWakeUp(int runs) throws Exception {
        InMemoryManagementCluster cluster = new InMemoryManagementCluster("source");
        CountDownLatch waiting = new CountDownLatch(2 * runs);
        AtomicBoolean there = new AtomicBoolean();
        PhaseRunner runner = new PhaseRunner(clock, ENDLESS, List.of());
        List<Future<PhaseOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            FakeStep step = new FakeStep("await", () -> {
                if (there.get()) {
                    return StepResult.done("");
                }
                waiting.countDown();
                return StepResult.waiting("not yet", new WakeUp(cluster, ResourceKind.SECRET, null));
            });
            outcomes.add(threads.submit(() -> runner.run(phase(step), new CopyOnWriteArrayList<>(), run())));
        }
        waiting.await();

        there.set(true);
        cluster.createIfAbsent(KubernetesObject.create(ResourceKind.SECRET, "ns", "signal"));

        for (Future<PhaseOutcome> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(new Completed());
        }
        assertThat(cluster.openWatches()).isZero();
    }

    private FakeStep meeting(String name, CyclicBarrier together) {
        return new FakeStep(name, () -> {
            together.await(20, TimeUnit.SECONDS);
            return StepResult.done("");
        });
    }

    private Future<PhaseOutcome> start(BackOff backOff, Phase<List<String>> phase, PhaseRun run) {
        return threads.submit(() -> runner(backOff).run(phase, context, run));
    }

    private PhaseRunner runner(BackOff backOff) {
        return new PhaseRunner(clock, backOff, List.of(listener));
    }

    @SafeVarargs
    private static Phase<List<String>> phase(Step<List<String>>... steps) {
        Phase.Builder<List<String>> phase = Phase.named(PhaseName.BACKUP);
        for (Step<List<String>> step : steps) {
            phase.then(step);
        }
        return phase.build();
    }

    private static PhaseRun run() {
        return new PhaseRun(
                "example-1",
                new HostedClusterRef("clusters", "example"),
                PhaseName.BACKUP,
                START,
                START.plus(Duration.ofMinutes(30)),
                1,
                Direction.FORWARD,
                false);
    }
}
