package dev.hcpferry.restore;

import dev.hcpferry.common.migration.AcquireLease;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.RecordSourceInGuest;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.removal.BanFinalizers;
import dev.hcpferry.common.removal.LiftFinalizerBan;
import dev.hcpferry.common.removal.PauseMachines;
import dev.hcpferry.common.removal.StopControlPlane;
import dev.hcpferry.common.removal.StopMachineControllers;
import dev.hcpferry.restore.step.AwaitEtcdRestored;
import dev.hcpferry.restore.step.AwaitGuestApi;
import dev.hcpferry.restore.step.AwaitNodesReady;
import dev.hcpferry.restore.step.CheckDestination;
import dev.hcpferry.restore.step.CheckSourceQuiesced;
import dev.hcpferry.restore.step.ConfirmEvidence;
import dev.hcpferry.restore.step.CreateHostedCluster;
import dev.hcpferry.restore.step.CreateNamespaces;
import dev.hcpferry.restore.step.CreateNodePools;
import dev.hcpferry.restore.step.HoldApiServers;
import dev.hcpferry.restore.step.KeepFromServing;
import dev.hcpferry.restore.step.ReleaseApiServers;
import dev.hcpferry.restore.step.RelinkOwners;
import dev.hcpferry.restore.step.RestoreObjects;
import dev.hcpferry.restore.step.ResumeMachines;
import dev.hcpferry.restore.step.TakeOverDns;
import dev.hcpferry.restore.step.VerifyBundle;

/** The restore: from a committed bundle to a destination that is proved to serve the hosted cluster. */
public final class RestorePhase {
    public static final Phase<RestoreContext> STEPS = Phase.<RestoreContext>named(PhaseName.RESTORE)
            .then(new VerifyBundle())
            .then(new CheckSourceQuiesced("check-source-quiesced"))
            .then(new CheckDestination())
            .then(new CreateNamespaces())
            .then(new AcquireLease<>(
                    MigrationContext::destination, context -> context.backup().infraId()))
            .then(new HoldApiServers())
            .then(new RestoreObjects())
            .then(new CreateHostedCluster())
            .then(new CreateNodePools())
            .then(new RelinkOwners())
            .then(new AwaitEtcdRestored())
            .then(new TakeOverDns())
            .then(new CheckSourceQuiesced("check-source-still-quiesced"))
            .then(new ReleaseApiServers())
            .then(new AwaitGuestApi())
            .then(new RecordSourceInGuest<>(MigrationContext::destination, Inverse.unneeded("the guest goes, too")))
            .then(new AwaitNodesReady())
            .then(new ResumeMachines())
            .then(new ConfirmEvidence())
            .build();

    /** The way back: proof that nothing was served and that no instance is at risk, then the steps' inverses. */
    public static final Phase<RestoreContext> ROLLBACK = Phase.<RestoreContext>named(PhaseName.RESTORE)
            .then(new AcquireLease<>(
                    MigrationContext::destination,
                    context -> context.backup().infraId(),
                    RestoreContext::destinationHasNoNamespace))
            .then(new KeepFromServing())
            .then(new BanFinalizers<>(
                    MigrationContext::destination, context -> context.backup().infraId()))
            .then(new PauseMachines<>(MigrationContext::destination))
            .then(new StopMachineControllers<>(MigrationContext::destination))
            .then(new StopControlPlane<>(MigrationContext::destination))
            .then(STEPS.reversed())
            .then(new LiftFinalizerBan<>(
                    MigrationContext::destination, context -> context.backup().infraId()))
            .build();

    /** What is left of it when the destination holds nothing of this migration. */
    public static final Phase<RestoreContext> NOTHING =
            Phase.<RestoreContext>named(PhaseName.RESTORE).build();

    private RestorePhase() {}
}
