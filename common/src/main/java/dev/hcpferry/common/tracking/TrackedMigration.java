package dev.hcpferry.common.tracking;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the events say of one migration. Immutable: every event makes a new one. */
public record TrackedMigration(
        String migrationId,
        Map<EventType, MigrationEvent> events,
        Map<EventType, String> ids,
        Map<EventType, Instant> times,
        Map<PhaseName, MigrationProgress> progress,
        List<ReceivedCommand> commands,
        List<PhaseFailed> failures,
        Instant lastEventAt) {

    public TrackedMigration {
        events = Map.copyOf(events);
        ids = Map.copyOf(ids);
        times = Map.copyOf(times);
        progress = Map.copyOf(progress);
        commands = List.copyOf(commands);
        failures = List.copyOf(failures);
    }

    static TrackedMigration unknown(String migrationId) {
        return new TrackedMigration(
                migrationId, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), Instant.EPOCH);
    }

    /** The topics are read side by side, so an old event may come after a new one. */
    TrackedMigration with(MigrationEvent event, String ceId, Instant receivedAt) {
        Instant at = receivedAt.isAfter(lastEventAt) ? receivedAt : lastEventAt;
        return switch (event) {
            case MigrationProgress newer -> withProgress(newer, at);
            case MigrationCommand command -> withCommand(new ReceivedCommand(command, ceId, receivedAt), at);
            case PhaseFailed failed -> withFailure(failed).withEvent(failed, ceId, receivedAt, at);
            default -> withEvent(event, ceId, receivedAt, at);
        };
    }

    /** The newest event of a type. */
    public <E extends MigrationEvent> Optional<E> event(EventType type, Class<E> recordType) {
        return Optional.ofNullable(events.get(type)).map(recordType::cast);
    }

    public Optional<MigrationProgress> progress(PhaseName phase) {
        return Optional.ofNullable(progress.get(phase));
    }

    /** How this attempt of a phase, or a later one, has ended for one who still works on it so. */
    public Optional<MigrationProgress> endOf(PhaseName phase, int attempt, PhaseState working) {
        return progress(phase).filter(told -> working.isOutdatedBy(told.state()) && told.attempt() >= attempt);
    }

    public Optional<String> idOf(EventType type) {
        return Optional.ofNullable(ids.get(type));
    }

    /** When the broker got the newest event of a type. */
    public Optional<Instant> receivedAt(EventType type) {
        return Optional.ofNullable(times.get(type));
    }

    /** The request as it came, or as later events quote it. */
    public Optional<MigrationRequested> request() {
        return event(EventType.MIGRATION_REQUESTED, MigrationRequested.class)
                .or(() -> event(EventType.BACKUP_COMPLETED, BackupCompleted.class)
                        .flatMap(backup -> Optional.ofNullable(backup.request())))
                .or(() -> event(EventType.RESTORE_COMPLETED, RestoreCompleted.class)
                        .map(RestoreCompleted::request));
    }

    /** How the phase failed last. */
    public Optional<PhaseFailed> failure(PhaseName phase) {
        return failures(phase).reduce((earlier, later) -> later);
    }

    /** The failure that has the phase rolled back, whether that is done by now or not. */
    public Optional<PhaseFailed> rollbackOf(PhaseName phase) {
        return failures(phase)
                .filter(failed -> failed.rollback() == Rollback.PENDING)
                .findFirst();
    }

    /** The command that cancels the migration; one that came before a request failed untouched concerned that request only. */
    public Optional<ReceivedCommand> cancellation() {
        Instant since = failures.stream()
                .filter(failed -> failed.rollback() == Rollback.NOT_NEEDED)
                .map(PhaseFailed::failedAt)
                .reduce(Instant.EPOCH, (earlier, later) -> later);
        return commands.stream()
                .filter(received -> received.command().command() == Command.CANCEL)
                .filter(received -> received.receivedAt().isAfter(since))
                .findFirst();
    }

    /** Whether the cleanup waits for a human's approval, and for nothing else. */
    public boolean awaitsApproval() {
        boolean approved =
                commands.stream().anyMatch(received -> received.command().command() == Command.APPROVE_CLEANUP);
        return !approved
                && request()
                        .filter(wanted -> wanted.cleanup() == CleanupPolicy.AFTER_APPROVAL)
                        .isPresent()
                && progress(PhaseName.CLEANUP)
                        .filter(there -> there.state() == PhaseState.WAITING)
                        .isPresent();
    }

    public Optional<HostedClusterRef> hostedCluster() {
        return request()
                .map(MigrationRequested::hostedCluster)
                .or(() -> progress.values().stream().findFirst().map(MigrationProgress::hostedCluster));
    }

    /** Whether somebody still works on it, or has to. */
    boolean needsAttention() {
        return isHalfway()
                || progress.values().stream()
                        .map(MigrationProgress::state)
                        .anyMatch(state -> !state.ended() || state == PhaseState.HELD);
    }

    /** Between two phases, with the source paused: the next one has to begin, however long its service is away. */
    private boolean isHalfway() {
        Optional<RestoreCompleted> restored = event(EventType.RESTORE_COMPLETED, RestoreCompleted.class);
        return idOf(EventType.BACKUP_COMPLETED).isPresent()
                && idOf(EventType.SOURCE_RESUMED).isEmpty()
                && idOf(EventType.SOURCE_CLEANED).isEmpty()
                && restored.map(there -> there.request().cleanup() == CleanupPolicy.AUTOMATIC)
                        .orElse(true);
    }

    /** A command and when it came. */
    public record ReceivedCommand(MigrationCommand command, String ceId, Instant receivedAt) {}

    private TrackedMigration withProgress(MigrationProgress newer, Instant at) {
        if (isStale(newer)) {
            return this;
        }
        Map<PhaseName, MigrationProgress> all = new EnumMap<>(PhaseName.class);
        all.putAll(progress);
        all.put(newer.phase(), newer);
        return new TrackedMigration(migrationId, events, ids, times, all, commands, failures, at);
    }

    /** Told by a runner that does not know yet that another one has brought its attempt to an end. */
    private boolean isStale(MigrationProgress newer) {
        return endOf(newer.phase(), newer.attempt(), newer.state()).isPresent();
    }

    private TrackedMigration withCommand(ReceivedCommand command, Instant at) {
        List<ReceivedCommand> all = new ArrayList<>(commands);
        all.add(command);
        return new TrackedMigration(migrationId, events, ids, times, progress, all, failures, at);
    }

    private TrackedMigration withFailure(PhaseFailed failed) {
        List<PhaseFailed> all = new ArrayList<>(failures);
        if (!all.contains(failed)) {
            all.add(failed);
        }
        return new TrackedMigration(migrationId, events, ids, times, progress, commands, all, lastEventAt);
    }

    private Stream<PhaseFailed> failures(PhaseName phase) {
        return failures.stream().filter(failed -> failed.phase() == phase);
    }

    private TrackedMigration withEvent(MigrationEvent event, String ceId, Instant receivedAt, Instant at) {
        Map<EventType, MigrationEvent> all = new HashMap<>(events);
        Map<EventType, String> allIds = new HashMap<>(ids);
        Map<EventType, Instant> allTimes = new HashMap<>(times);
        if (event.type() != EventType.MIGRATION_REQUESTED
                || !all.containsKey(event.type())
                || isFirstInEarnest(all.get(event.type()), event)) {
            all.put(event.type(), event);
            allIds.put(event.type(), ceId);
            allTimes.put(event.type(), receivedAt);
        }
        return new TrackedMigration(migrationId, all, allIds, allTimes, progress, commands, failures, at);
    }

    /** The first request counts, whatever comes under its id later; a dry run before it was none. */
    private static boolean isFirstInEarnest(@Nullable MigrationEvent known, MigrationEvent request) {
        return known instanceof MigrationRequested first
                && first.dryRun()
                && request instanceof MigrationRequested next
                && !next.dryRun();
    }
}
