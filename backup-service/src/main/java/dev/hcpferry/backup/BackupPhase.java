package dev.hcpferry.backup;

import static dev.hcpferry.common.phase.Phase.branch;

import dev.hcpferry.backup.preflight.Preflight;
import dev.hcpferry.backup.step.AwaitDnsRelease;
import dev.hcpferry.backup.step.AwaitPause;
import dev.hcpferry.backup.step.ClaimOwnership;
import dev.hcpferry.backup.step.CommitBundle;
import dev.hcpferry.backup.step.DeleteRoutes;
import dev.hcpferry.backup.step.FindCommittedBundle;
import dev.hcpferry.backup.step.PauseHostedCluster;
import dev.hcpferry.backup.step.PauseNodePools;
import dev.hcpferry.backup.step.ProveSourceServes;
import dev.hcpferry.backup.step.QuiesceWorkloads;
import dev.hcpferry.backup.step.RecordNodes;
import dev.hcpferry.backup.step.ReleasePrivateEndpoint;
import dev.hcpferry.backup.step.SaveManifests;
import dev.hcpferry.backup.step.TakeSnapshot;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.migration.AcquireLease;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.RecordSourceInGuest;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Phase;
import java.util.List;

/** The backup: from a running hosted cluster to a quiesced source and a committed bundle. */
public final class BackupPhase {
    public static final Phase<BackupContext> STEPS = Phase.<BackupContext>named(PhaseName.BACKUP)
            .then(new FindCommittedBundle())
            .then(new Preflight())
            .then(new AcquireLease<>(
                    MigrationContext::source, context -> context.hostedCluster().infraId()))
            .then(new ClaimOwnership())
            .then(new RecordNodes())
            .then(new PauseNodePools())
            .then(new RecordSourceInGuest<>(MigrationContext::source, Inverse.by(new ProveSourceServes())))
            .then(new PauseHostedCluster())
            .then(new AwaitPause())
            .sideBySide(
                    branch(new QuiesceWorkloads("quiesce-api-servers", HyperShift.API_SERVERS)),
                    branch(
                            new ReleasePrivateEndpoint(),
                            new QuiesceWorkloads(
                                    "quiesce-control-plane-operator", List.of(HyperShift.CONTROL_PLANE_OPERATOR))),
                    branch(new DeleteRoutes()),
                    branch(new SaveManifests()))
            .sideBySide(branch(new TakeSnapshot()), branch(new AwaitDnsRelease()))
            .then(new CommitBundle())
            .build();

    /** The way back: the lease first, then the steps' inverses. */
    public static final Phase<BackupContext> ROLLBACK = Phase.<BackupContext>named(PhaseName.BACKUP)
            .then(new AcquireLease<>(
                    MigrationContext::source, context -> context.hostedCluster().infraId()))
            .then(STEPS.reversed())
            .build();

    /** What is left of it when the source has been resumed before. */
    public static final Phase<BackupContext> ROLLED_BACK = Phase.<BackupContext>named(PhaseName.BACKUP)
            .then(new ProveSourceServes())
            .build();

    private BackupPhase() {}
}
