package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/**
 * Done when the source has no HostedCluster. The hypershift-operator never sees it being deleted: it would delete the OIDC
 * documents that the destination uses (DOMAIN guard 6).
 */
public final class RemoveHostedCluster implements Step<CleanupContext> {
    @Override
    public String name() {
        return "remove-hosted-cluster";
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        Optional<HostedCluster> hostedCluster = source.hostedCluster();
        if (hostedCluster.isEmpty()) {
            return StepResult.done("the source has no HostedCluster " + context.ref());
        }
        return StepResult.waiting(
                Removal.remove(source.cluster(), hostedCluster.get().object()).orElse("removed the HostedCluster"),
                source.changesBeside(ResourceKind.HOSTED_CLUSTER));
    }
}
