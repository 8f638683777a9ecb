package dev.hcpferry.backup;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.FailureReport;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;

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

    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context).of(failure, this::sourceIsOurs, ResumeInstructions.of(context));
    }

    /** Only what carries our mark was changed. */
    private boolean sourceIsOurs() {
        return context.source()
                .hostedCluster()
                .flatMap(HostedCluster::owner)
                .filter(context.migrationId()::equals)
                .isPresent();
    }

    @Override
    public void close() {
        context.close();
    }
}
