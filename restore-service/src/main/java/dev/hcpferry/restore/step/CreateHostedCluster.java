package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.RemoveHostedCluster;
import dev.hcpferry.restore.RestoreContext;

/**
 * Done when the HostedCluster is there, not paused, with the URL that its HostedControlPlane carries. From then on HyperShift
 * works on it, so all that it looks at must be in place before (DOMAIN "Order effects").
 */
public final class CreateHostedCluster implements Step<RestoreContext> {
    @Override
    public String name() {
        return "create-hosted-cluster";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.by(new RemoveHostedCluster<>(MigrationContext::destination));
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site destination = context.destination();
        if (destination.hostedCluster().isPresent()) {
            return StepResult.done("the HostedCluster is there");
        }
        String url = destination
                .hostedControlPlane()
                .flatMap(HostedCluster::restoreUrl)
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.ETCD_RESTORE_FAILED,
                        "the HostedControlPlane on " + destination.name() + " carries no snapshot to restore from",
                        "delete what this migration created on " + destination.name() + ", then retry the migration"));
        for (KubernetesObject manifest : context.manifests(ResourceKind.HOSTED_CLUSTER)) {
            KubernetesObject hostedCluster = CreatedObjects.prepare(manifest, context);
            HostedCluster.setRestoreUrl(hostedCluster, url);
            CreatedObjects.create(hostedCluster, context);
        }
        return StepResult.done("created the HostedCluster");
    }
}
