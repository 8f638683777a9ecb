package dev.hcpferry.common.service;

import static dev.hcpferry.common.phase.Phase.branch;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.FakeStep;
import dev.hcpferry.common.phase.Fence;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** A backup that changes nothing: it has its lease, waits at a gate, works in two branches, and says that it has a bundle. */
@ApplicationScoped
public class PlainPhase implements PhaseDefinition<MigrationRequested> {
    private static final Logger LOG = Logger.getLogger(PlainPhase.class);

    /** As any phase has one before it works: whoever holds it needs no broker to know that nobody else works. */
    private static final Fence LEASE = () -> true;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch worked = new CountDownLatch(2);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger visits = new AtomicInteger();
    private final List<String> context = new CopyOnWriteArrayList<>();

    void openGate() {
        gate.countDown();
    }

    /** How many runs have begun. */
    int runs() {
        return runs.get();
    }

    /** How often a run has looked at the gate. */
    int visits() {
        return visits.get();
    }

    /** Whether both branches have done their work. */
    boolean hasWorked() {
        return worked.getCount() == 0;
    }

    @Override
    public PhaseName name() {
        return PhaseName.BACKUP;
    }

    @Override
    public Class<MigrationRequested> inputType() {
        return MigrationRequested.class;
    }

    @Override
    public EventType output() {
        return EventType.BACKUP_COMPLETED;
    }

    @Override
    public MigrationRequested requestOf(MigrationRequested input) {
        return input;
    }

    @Override
    public Duration deadline(MigrationRequested request) {
        return Duration.ofMinutes(5);
    }

    @Override
    public PhaseExecution<List<String>> open(MigrationRequested input, PhaseRun run) {
        run.guardWith(LEASE);
        run.observe(Observations::withSourcePaused);
        runs.incrementAndGet();
        return new Execution();
    }

    private StepResult atTheGate() {
        visits.incrementAndGet();
        return gate.getCount() == 0 ? StepResult.done("the gate is open") : StepResult.waiting("the gate is shut");
    }

    private StepResult work(String what) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> LOG.infof("Working on %s", what)).get();
        }
        worked.countDown();
        return StepResult.done(what + " is done");
    }

    private final class Execution implements PhaseExecution<List<String>> {
        @Override
        public Phase<List<String>> phase() {
            return Phase.<List<String>>named(PhaseName.BACKUP)
                    .then(new FakeStep("wait-at-the-gate", PlainPhase.this::atTheGate))
                    .sideBySide(
                            branch(new FakeStep("work-here", () -> work("this"))),
                            branch(new FakeStep("work-there", () -> work("that"))))
                    .build();
        }

        @Override
        public Phase<List<String>> rollback() {
            return phase().reversed();
        }

        @Override
        public Optional<String> noWayBack() {
            return Optional.empty();
        }

        @Override
        public List<MigrationEvent> rolledBack(PhaseFailed cause) {
            return List.of(EventSamples.resumed());
        }

        @Override
        public List<String> context() {
            return context;
        }

        @Override
        public MigrationEvent completed() {
            return EventSamples.backedUp();
        }

        @Override
        public PhaseFailed failed(PhaseOutcome.Failed failure) {
            return EventSamples.failed(PhaseName.BACKUP);
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
