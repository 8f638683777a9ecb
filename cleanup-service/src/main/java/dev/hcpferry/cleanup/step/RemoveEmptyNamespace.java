package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.NamespaceUse;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/** Done when the HostedCluster's namespace is gone, or kept because anybody else uses it. */
public final class RemoveEmptyNamespace implements Step<CleanupContext> {
    @Override
    public String name() {
        return "remove-empty-namespace";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("the hosted cluster lives on at the destination");
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        Optional<KubernetesObject> namespace = source.cluster()
                .find(ResourceKind.NAMESPACE, null, context.ref().namespace());
        if (namespace.isEmpty()) {
            return StepResult.done("the namespace is gone");
        }
        if (namespace.get().deleting()) {
            return StepResult.waiting("namespace " + context.ref().namespace() + " is going");
        }
        Optional<KubernetesObject> user = NamespaceUse.firstUser(source);
        if (user.isPresent()) {
            context.leave(namespace.get(), "it holds " + user.get());
            return StepResult.done("the namespace stays: it holds " + user.get());
        }
        source.cluster().delete(namespace.get());
        return StepResult.waiting("removing the empty namespace", source.changesBeside(ResourceKind.SECRET));
    }
}
