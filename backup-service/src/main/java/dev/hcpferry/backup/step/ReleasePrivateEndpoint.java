package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/**
 * Done when the control plane has no AWSEndpointService any more. The source's control-plane-operator deletes private DNS names
 * and the VPC endpoint by name, so it has to do so before the destination owns them (DOMAIN guard 4), and while it still runs.
 */
public final class ReleasePrivateEndpoint implements Step<BackupContext> {
    @Override
    public String name() {
        return "release-private-endpoint";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("the control-plane-operator makes it anew once it is resumed");
    }

    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        List<KubernetesObject> endpoints = source.inControlPlane(ResourceKind.AWS_ENDPOINT_SERVICE);
        if (endpoints.isEmpty()) {
            return StepResult.done("the source holds no private endpoint");
        }
        endpoints.stream().filter(endpoint -> !endpoint.deleting()).forEach(source.cluster()::delete);
        return StepResult.waiting(
                "waiting for the release of " + endpoints, source.changes(ResourceKind.AWS_ENDPOINT_SERVICE));
    }
}
