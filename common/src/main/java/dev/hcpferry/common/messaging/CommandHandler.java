package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import dev.hcpferry.common.tracking.TrackedMigration.ReceivedCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Obeys commands that concern a phase which does not run: one that waits for approval, or that failed and is held. A running phase
 * hears of {@code CANCEL} by itself ({@link Cancellation}). Obeying a command again changes nothing.
 */
@ApplicationScoped
public class CommandHandler {
    private static final Logger LOG = Logger.getLogger(CommandHandler.class);

    private final PhaseWorker worker;
    private final MigrationTracker tracker;

    public CommandHandler(PhaseWorker worker, MigrationTracker tracker) {
        this.worker = worker;
        this.tracker = tracker;
    }

    /** @return whether the command is dealt with for good */
    boolean obey(MigrationCommand command, String ceId, Instant receivedAt, Lane lane) throws InterruptedException {
        Optional<TrackedMigration> migration = tracker.find(command.migrationId());
        Optional<? extends MigrationEvent> input = migration.flatMap(this::inputOf);
        if (input.isEmpty() || !concerns(command, migration.get())) {
            LOG.debugf("%s does not concern this service's phase of %s", command.command(), command.migrationId());
            return true;
        }
        String what = Cancellation.describe(new ReceivedCommand(command, ceId, receivedAt));
        LOG.infof("%s of migration %s", what, command.migrationId());
        int attempt =
                1 + progress(migration.get()).map(MigrationProgress::attempt).orElse(0);
        return worker.run(
                switch (command.command()) {
                    case CANCEL -> Work.cancel(input.get(), attempt, lane, cancelled(what));
                    case APPROVE_CLEANUP, RETRY -> Work.forward(input.get(), attempt, lane);
                });
    }

    private boolean concerns(MigrationCommand command, TrackedMigration migration) {
        PhaseName phase = definition().name();
        Optional<PhaseState> state = progress(migration).map(MigrationProgress::state);
        return switch (command.command()) {
            case APPROVE_CLEANUP ->
                phase == PhaseName.CLEANUP
                        && state.filter(now -> now == PhaseState.WAITING || now == PhaseState.RUNNING)
                                .isPresent()
                        && migration
                                .request()
                                .filter(request -> request.cleanup() == CleanupPolicy.AFTER_APPROVAL)
                                .isPresent();
            case RETRY ->
                state.filter(now -> now == PhaseState.FAILED || now == PhaseState.HELD)
                                .isPresent()
                        || isUnderWay(migration);
            case CANCEL ->
                phase != PhaseName.CLEANUP
                        && (state.equals(Optional.of(PhaseState.HELD))
                                || (state.equals(Optional.of(PhaseState.ROLLING_BACK)) && isUnderWay(migration)));
        };
    }

    /**
     * Whether the phase has failed and runs again, which only a command can have begun: its record is all that is left of that
     * work when the runner is gone. If the runner is not gone, the lease keeps a second one waiting.
     */
    private boolean isUnderWay(TrackedMigration migration) {
        boolean ended = migration.failures().stream()
                .filter(failed -> failed.phase() == definition().name())
                .anyMatch(failed -> failed.rollback() == Rollback.NOT_NEEDED || failed.rollback() == Rollback.HELD);
        return ended
                && progress(migration).filter(there -> !there.state().ended()).isPresent();
    }

    private Optional<? extends MigrationEvent> inputOf(TrackedMigration migration) {
        return migration.event(inputType(), definition().inputType());
    }

    private Optional<MigrationProgress> progress(TrackedMigration migration) {
        return migration.progress(definition().name());
    }

    private PhaseDefinition<MigrationEvent> definition() {
        return worker.definition();
    }

    private EventType inputType() {
        return switch (definition().name()) {
            case BACKUP -> EventType.MIGRATION_REQUESTED;
            case RESTORE -> EventType.BACKUP_COMPLETED;
            case CLEANUP -> EventType.RESTORE_COMPLETED;
        };
    }

    private static PhaseOutcome.Failed cancelled(String by) {
        return new PhaseOutcome.Failed("obey-command", ReasonCode.CANCELLED, by, "nothing: it was wanted");
    }
}
