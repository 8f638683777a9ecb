package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import dev.hcpferry.common.tracking.TrackedMigration.ReceivedCommand;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Whether a human has cancelled a run, and it can still go back. A command that comes too late is refused once, with the reason. */
final class Cancellation implements Supplier<Optional<String>> {
    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private final MigrationTracker tracker;
    private final ProgressPublisher progress;
    private final PhaseRun run;
    private final PhaseExecution<?> execution;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Cancellation(MigrationTracker tracker, ProgressPublisher progress, PhaseRun run, PhaseExecution<?> execution) {
        this.tracker = tracker;
        this.progress = progress;
        this.run = run;
        this.execution = execution;
    }

    /** Who cancels the run, and since when. */
    @Override
    public Optional<String> get() {
        Optional<ReceivedCommand> asked = tracker.find(run.migrationId()).flatMap(TrackedMigration::cancellation);
        if (asked.isEmpty() || refused.contains(asked.get().ceId())) {
            return Optional.empty();
        }
        String what = describe(asked.get());
        try {
            Optional<String> why = execution.noWayBack();
            if (why.isEmpty()) {
                return Optional.of(what);
            }
            refuse(asked.get(), what + ", refused: " + why.get());
        } catch (RuntimeException unseen) {
            LOG.warnf(unseen, "It can't be seen now whether %s can still be cancelled", run.migrationId());
        }
        return Optional.empty();
    }

    static String describe(ReceivedCommand asked) {
        MigrationCommand command = asked.command();
        return command.command() + " by " + Objects.requireNonNullElse(command.requestedBy(), "somebody") + " at "
                + asked.receivedAt();
    }

    private void refuse(ReceivedCommand asked, String why) {
        if (refused.add(asked.ceId())) {
            LOG.warn(why);
            progress.note(run, why);
        }
    }
}
