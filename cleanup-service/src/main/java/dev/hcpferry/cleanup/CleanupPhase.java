package dev.hcpferry.cleanup;

import dev.hcpferry.cleanup.step.CheckEvidence;
import dev.hcpferry.cleanup.step.CheckSourceIsOurs;
import dev.hcpferry.cleanup.step.PauseMachines;
import dev.hcpferry.cleanup.step.ReadBundle;
import dev.hcpferry.cleanup.step.RemoveControlPlaneNamespace;
import dev.hcpferry.cleanup.step.RemoveEmptyNamespace;
import dev.hcpferry.cleanup.step.RemoveHostedCluster;
import dev.hcpferry.cleanup.step.RemoveNodePools;
import dev.hcpferry.cleanup.step.RemoveObjects;
import dev.hcpferry.cleanup.step.RemoveReferencedObjects;
import dev.hcpferry.cleanup.step.RestartOvn;
import dev.hcpferry.cleanup.step.StopControlPlane;
import dev.hcpferry.cleanup.step.StopMachineControllers;
import dev.hcpferry.cleanup.step.VerifyDestination;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.AcquireLease;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Phase;

/** The cleanup: from a proved destination to a source that holds nothing of the hosted cluster. */
public final class CleanupPhase {
    public static final Phase<CleanupContext> STEPS = Phase.<CleanupContext>named(PhaseName.CLEANUP)
            .then(new CheckEvidence())
            .then(new ReadBundle())
            .then(new CheckSourceIsOurs())
            .then(new AcquireLease<>(
                    MigrationContext::source, context -> context.bundle().infraId(), CheckSourceIsOurs::nothingIsLeft))
            .then(new PauseMachines())
            .then(new StopMachineControllers())
            .then(new StopControlPlane())
            .then(new RemoveNodePools())
            .then(new RemoveObjects("remove-machines", ResourceKind.MACHINE))
            .then(new RemoveObjects("remove-machine-sets", ResourceKind.MACHINE_SET))
            .then(new RemoveObjects(
                    "remove-machine-deployments", ResourceKind.MACHINE_DEPLOYMENT, ResourceKind.MACHINE_HEALTH_CHECK))
            .then(new RemoveObjects("remove-cluster", ResourceKind.CLUSTER))
            .then(new RemoveObjects(
                    "remove-aws-machines",
                    ResourceKind.AWS_MACHINE,
                    ResourceKind.AWS_CLUSTER,
                    ResourceKind.AWS_MACHINE_TEMPLATE))
            .then(new RemoveObjects(
                    "remove-control-plane", ResourceKind.AWS_ENDPOINT_SERVICE, ResourceKind.HOSTED_CONTROL_PLANE))
            .then(new RemoveControlPlaneNamespace())
            .then(new RemoveHostedCluster())
            .then(new RemoveReferencedObjects())
            .then(new RestartOvn())
            .then(new VerifyDestination())
            .then(new RemoveEmptyNamespace())
            .build();

    private CleanupPhase() {}
}
