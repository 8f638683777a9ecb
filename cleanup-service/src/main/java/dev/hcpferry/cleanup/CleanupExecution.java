package dev.hcpferry.cleanup;

import dev.hcpferry.common.bundle.BackupBundle.SavedObject;
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
import org.jspecify.annotations.Nullable;

/** The cleanup of one migration. */
final class CleanupExecution implements PhaseExecution<CleanupContext> {
    private final CleanupContext context;

    CleanupExecution(CleanupContext context) {
        this.context = context;
    }

    @Override
    public Phase<CleanupContext> phase() {
        return CleanupPhase.STEPS;
    }

    @Override
    public CleanupContext context() {
        return context;
    }

    /** What was removed is what the bundle lists and nobody left: a run that resumed can't have seen all of it. */
    @Override
    public MigrationEvent completed() {
        List<LeftObject> left = List.copyOf(context.left());
        List<RemovedObject> removed = context.bundle().objects().stream()
                .filter(saved -> left.stream().noneMatch(stays -> isSame(saved, stays)))
                .map(saved -> new RemovedObject(saved.kind(), emptyToNull(saved.namespace()), saved.name()))
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

    private static boolean isSame(SavedObject saved, LeftObject stays) {
        return saved.kind().equals(stays.kind())
                && saved.name().equals(stays.name())
                && saved.namespace().equals(Objects.requireNonNullElse(stays.namespace(), ""));
    }

    private static @Nullable String emptyToNull(String namespace) {
        return namespace.isEmpty() ? null : namespace;
    }

    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context)
                .of(
                        failure,
                        () -> true,
                        "the hosted cluster runs on " + context.request().destination()
                                + "; the source is only waste, do not resume it");
    }

    @Override
    public void close() {
        context.close();
    }
}
