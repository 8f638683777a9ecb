package dev.hcpferry.cleanup;

import dev.hcpferry.cleanup.step.CheckEvidence;
import dev.hcpferry.cleanup.step.CheckSourceIsOurs;
import dev.hcpferry.cleanup.step.FenceSource;
import dev.hcpferry.cleanup.step.ReadBundle;
import dev.hcpferry.cleanup.step.RemoveEmptyNamespace;
import dev.hcpferry.cleanup.step.RemoveReferencedObjects;
import dev.hcpferry.cleanup.step.RestartOvn;
import dev.hcpferry.cleanup.step.VerifyDestination;
import dev.hcpferry.common.migration.AcquireLease;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.removal.BanFinalizers;
import dev.hcpferry.common.removal.LiftFinalizerBan;
import dev.hcpferry.common.removal.MachineRemoval;
import dev.hcpferry.common.removal.PauseMachines;
import dev.hcpferry.common.removal.RemoveControlPlaneNamespace;
import dev.hcpferry.common.removal.RemoveHostedCluster;
import dev.hcpferry.common.removal.RemoveNodePools;
import dev.hcpferry.common.removal.StopControlPlane;
import dev.hcpferry.common.removal.StopMachineControllers;

/** The cleanup: from a proved destination to a source that holds nothing of the hosted cluster. */
public final class CleanupPhase {
    public static final Phase<CleanupContext> STEPS = Phase.<CleanupContext>named(PhaseName.CLEANUP)
            .then(new CheckEvidence())
            .then(new ReadBundle())
            .then(new CheckSourceIsOurs())
            .then(new AcquireLease<>(
                    MigrationContext::source, context -> context.bundle().infraId(), CheckSourceIsOurs::nothingIsLeft))
            .then(new BanFinalizers<>(
                    MigrationContext::source, context -> context.bundle().infraId()))
            .then(new PauseMachines<>(MigrationContext::source))
            .then(new StopMachineControllers<>(MigrationContext::source))
            .then(new StopControlPlane<>(MigrationContext::source))
            .then(new RemoveNodePools<>(MigrationContext::source))
            .then(MachineRemoval.steps(MigrationContext::source))
            .then(new RemoveControlPlaneNamespace<>(MigrationContext::source))
            .then(new RemoveHostedCluster<>(MigrationContext::source))
            .then(new LiftFinalizerBan<>(
                    MigrationContext::source, context -> context.bundle().infraId()))
            .then(new RemoveReferencedObjects())
            .then(new RestartOvn())
            .then(new VerifyDestination())
            .then(new RemoveEmptyNamespace())
            .build();

    /** The same for a source that was dead: whatever else is true, it is fenced first. */
    public static final Phase<CleanupContext> DEAD_SOURCE = Phase.<CleanupContext>named(PhaseName.CLEANUP)
            .then(new AcquireLease<>(
                    MigrationContext::source,
                    context -> context.restored().backup().infraId(),
                    CheckSourceIsOurs::nothingIsLeft))
            .then(new FenceSource())
            .then(STEPS)
            .build();

    private CleanupPhase() {}
}
