package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Attempt, start and deadline of a run, so that one which an earlier process began goes on with them. Pure. */
final class RunNumbers {
    private RunNumbers() {}

    /** @param earliest the attempt is at least this */
    static PhaseRun forward(
            PhaseDefinition<?> definition,
            MigrationRequested request,
            Optional<TrackedMigration> known,
            int earliest,
            Instant now) {
        Optional<MigrationProgress> last = known.flatMap(migration -> migration.progress(definition.name()));
        Optional<MigrationProgress> begun =
                last.filter(there -> !there.state().ended()).filter(RunNumbers::isStarted);
        Instant startedAt = begun.map(MigrationProgress::startedAt).orElse(now);
        Instant deadlineAt =
                begun.map(MigrationProgress::deadlineAt).orElseGet(() -> startedAt.plus(definition.deadline(request)));
        int attempt = begun.map(MigrationProgress::attempt).orElse(Math.max(earliest, nextAfter(last)));
        PhaseRun run = run(definition, request, startedAt, deadlineAt, attempt, Direction.FORWARD, last.isPresent());
        last.map(MigrationProgress::observed).ifPresent(seen -> run.observe(nothing -> seen));
        return run;
    }

    /** Every try of a rollback has the phase's whole time: giving up leaves a hosted cluster paused. */
    static PhaseRun back(
            PhaseDefinition<?> definition,
            MigrationRequested request,
            Optional<TrackedMigration> known,
            PhaseFailed cause,
            Instant now) {
        Duration time = definition.deadline(request);
        int attempt = known.flatMap(migration -> migration.progress(definition.name()))
                .map(MigrationProgress::attempt)
                .orElse(1);
        return run(definition, request, cause.failedAt(), now.plus(time), attempt, Direction.BACK, true);
    }

    private static boolean isStarted(MigrationProgress progress) {
        return switch (progress.state()) {
            case RUNNING, ROLLING_BACK -> true;
            case WAITING, COMPLETED, FAILED, ROLLED_BACK, HELD, CANCELLED -> false;
        };
    }

    private static int nextAfter(Optional<MigrationProgress> last) {
        return 1
                + last.filter(there -> there.state().ended())
                        .map(MigrationProgress::attempt)
                        .orElse(0);
    }

    private static PhaseRun run(
            PhaseDefinition<?> definition,
            MigrationRequested request,
            Instant startedAt,
            Instant deadlineAt,
            int attempt,
            Direction direction,
            boolean resumed) {
        return new PhaseRun(
                request.migrationId(),
                request.hostedCluster(),
                definition.name(),
                startedAt,
                deadlineAt,
                attempt,
                direction,
                resumed);
    }
}
