package dev.hcpferry.cleanup;

import dev.hcpferry.common.bundle.BackupBundle.LeftBehind;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.SourceCleaned;
import dev.hcpferry.common.event.SourceCleaned.LeftObject;
import dev.hcpferry.common.event.SourceCleaned.RemovedObject;
import dev.hcpferry.common.migration.FailureReport;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cleanup of one migration. */
final class CleanupExecution implements PhaseExecution<CleanupContext> {
    private final CleanupContext context;

    CleanupExecution(CleanupContext context) {
        this.context = context;
    }

    @Override
    public Phase<CleanupContext> phase() {
        return context.request().fromBundle() == null ? CleanupPhase.STEPS : CleanupPhase.DEAD_SOURCE;
    }

    @Override
    public CleanupContext context() {
        return context;
    }

    /** What was removed is what the bundle lists and nobody left: a run that resumed can't have seen all of it. */
    @Override
    public MigrationEvent completed() {
        List<LeftObject> left = List.copyOf(context.left());
        List<RemovedObject> removed = Stream.concat(
                        context.bundle().objects().stream()
                                .map(saved ->
                                        new RemovedObject(saved.kind(), emptyToNull(saved.namespace()), saved.name())),
                        context.bundle().left().stream()
                                .filter(this::wasRemoved)
                                .map(stayed -> new RemovedObject(
                                        stayed.kind(), emptyToNull(stayed.namespace()), stayed.name())))
                .filter(object -> left.stream().noneMatch(stays -> isSame(object, stays)))
                .toList();
        return new SourceCleaned(
                context.migrationId(),
                context.ref(),
                context.request().source(),
                context.request().destination(),
                removed,
                left,
                context.systems().clock().instant());
    }

    /** What did not travel went with the control-plane namespace, and NodePools with their HostedCluster. */
    private boolean wasRemoved(LeftBehind stayed) {
        return stayed.namespace().equals(context.ref().controlPlaneNamespace())
                || stayed.kind().equals(ResourceKind.NODE_POOL.kind());
    }

    private static boolean isSame(RemovedObject object, LeftObject stays) {
        return object.kind().equals(stays.kind())
                && object.name().equals(stays.name())
                && Objects.equals(object.namespace(), stays.namespace());
    }

    private static @Nullable String emptyToNull(String namespace) {
        return namespace.isEmpty() ? null : namespace;
    }

    /** Nothing: {@link #noWayBack()}. */
    @Override
    public Phase<CleanupContext> rollback() {
        return CleanupPhase.STEPS.reversed();
    }

    @Override
    public Optional<String> noWayBack() {
        return Optional.of(
                "the destination serves the hosted cluster and has taken writes that the source does not have");
    }

    @Override
    public List<MigrationEvent> rolledBack(PhaseFailed cause) {
        return List.of(new FailureReport(context).undone(cause));
    }

    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context)
                .of(
                        failure,
                        () -> true,
                        this::noWayBack,
                        "the hosted cluster runs on " + context.request().destination()
                                + "; the source is only waste, do not resume it");
    }

    @Override
    public void close() {
        context.close();
    }
}
