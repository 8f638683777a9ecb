package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.NamespaceUse;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.Optional;

/** Done when the HostedCluster's namespace is gone, or was there before this migration, or holds what is not of it. */
public final class RemoveCreatedNamespace implements BackwardStep<RestoreContext> {
    @Override
    public String name() {
        return "remove-created-namespace";
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site destination = context.destination();
        Optional<KubernetesObject> namespace = destination
                .cluster()
                .find(ResourceKind.NAMESPACE, null, context.ref().namespace())
                .filter(context::created);
        if (namespace.isEmpty()) {
            return StepResult.done("the namespace is gone or not of this migration");
        }
        if (namespace.get().deleting()) {
            return StepResult.waiting("namespace " + context.ref().namespace() + " is going");
        }
        Optional<KubernetesObject> user = NamespaceUse.firstUser(destination);
        if (user.isPresent()) {
            return StepResult.done("the namespace stays: it holds " + user.get());
        }
        destination.cluster().delete(namespace.get());
        return StepResult.waiting("removing the empty namespace", destination.changesBeside(ResourceKind.SECRET));
    }
}
