package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.service.PlainPhase;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunNumbersTest {
    private static final MigrationRequested REQUEST = EventSamples.requested();
    private static final MigrationProgress RUNNING = EventSamples.progress(PhaseName.BACKUP, PhaseState.RUNNING);
    private static final Instant NOW = EventSamples.AT.plus(Duration.ofMinutes(10));
    private static final Duration TIME = Duration.ofMinutes(5);

    private final PlainPhase phase = new PlainPhase();

    @Test
    void firstRun_beginsNow() {
        PhaseRun run = RunNumbers.forward(phase, REQUEST, Optional.empty(), 1, NOW);

        assertThat(run.startedAt()).isEqualTo(NOW);
        assertThat(run.deadlineAt()).isEqualTo(NOW.plus(TIME));
        assertThat(run.attempt()).isEqualTo(1);
        assertThat(run.resumed()).isFalse();
    }

    @Test
    void runThatAnotherProcessBegan_goesOnWithItsStartAndDeadline() {
        PhaseRun run = RunNumbers.forward(phase, REQUEST, known(PhaseState.RUNNING), 1, NOW);

        assertThat(run.startedAt()).isEqualTo(RUNNING.startedAt());
        assertThat(run.deadlineAt()).isEqualTo(RUNNING.deadlineAt());
        assertThat(run.attempt()).isEqualTo(RUNNING.attempt());
        assertThat(run.resumed()).isTrue();
    }

    @Test
    void retry_hasItsOwnTimeAndNumber() {
        PhaseRun run = RunNumbers.forward(phase, REQUEST, known(PhaseState.HELD), 2, NOW);

        assertThat(run.startedAt()).isEqualTo(NOW);
        assertThat(run.attempt()).isEqualTo(2);
    }

    @Test
    void everyTryOfARollback_hasThePhasesWholeTime() {
        PhaseFailed cause = EventSamples.failed(PhaseName.BACKUP);

        PhaseRun run = RunNumbers.back(phase, REQUEST, known(PhaseState.ROLLING_BACK), cause, NOW);

        assertThat(run.direction()).isEqualTo(Direction.BACK);
        assertThat(run.startedAt()).isEqualTo(cause.failedAt());
        assertThat(run.deadlineAt()).isEqualTo(NOW.plus(TIME));
    }

    private static Optional<TrackedMigration> known(PhaseState state) {
        MigrationTracker tracker = new MigrationTracker();
        tracker.track(EventSamples.progress(PhaseName.BACKUP, state), "id", Instant.now());
        return tracker.find(EventSamples.ID);
    }
}
