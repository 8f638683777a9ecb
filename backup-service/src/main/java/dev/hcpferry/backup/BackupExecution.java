package dev.hcpferry.backup;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.SourceResumed;
import dev.hcpferry.common.migration.FailureReport;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import java.util.List;
import java.util.Optional;

/** The backup of one migration. */
final class BackupExecution implements PhaseExecution<BackupContext> {
    private final BackupContext context;

    BackupExecution(BackupContext context) {
        this.context = context;
    }

    @Override
    public Phase<BackupContext> phase() {
        return BackupPhase.STEPS;
    }

    @Override
    public BackupContext context() {
        return context;
    }

    /** Built from the committed bundle alone, so that every run tells the same. */
    @Override
    public MigrationEvent completed() {
        Committed committed = context.committed().orElseThrow();
        BackupBundle bundle = committed.bundle();
        return new BackupCompleted(
                context.migrationId(),
                bundle.request(),
                bundle.infraId(),
                bundle.snapshot(),
                bundle.manifests(),
                committed.index(),
                bundle.nodes(),
                bundle.apiUnavailableSince(),
                bundle.completedAt());
    }

    /** Only what carries our mark was changed; without it an earlier run has resumed the source. */
    @Override
    public Phase<BackupContext> rollback() {
        return context.ownsSource() ? BackupPhase.ROLLBACK : BackupPhase.ROLLED_BACK;
    }

    /** While this phase is at work, nothing else serves the hosted cluster. */
    @Override
    public Optional<String> noWayBack() {
        return Optional.empty();
    }

    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context)
                .of(failure, context::ownsSource, this::noWayBack, ResumeInstructions.of(context));
    }

    /** A restore that failed has told so itself. */
    @Override
    public List<MigrationEvent> rolledBack(PhaseFailed cause) {
        SourceResumed resumed = new SourceResumed(
                context.migrationId(),
                context.ref(),
                context.request().source(),
                WorkloadsStopped.replicas(context.source()),
                context.servesSince(),
                context.systems().clock().instant());
        return cause.phase() == PhaseName.BACKUP
                ? List.of(new FailureReport(context).undone(cause), resumed)
                : List.of(resumed);
    }

    @Override
    public void close() {
        context.close();
    }
}
