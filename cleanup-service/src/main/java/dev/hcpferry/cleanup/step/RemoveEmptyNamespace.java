package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Done when the HostedCluster's namespace is gone, or kept because anybody else uses it. */
public final class RemoveEmptyNamespace implements Step<CleanupContext> {
    private static final Set<String> IN_EVERY_NAMESPACE = Set.of("kube-root-ca.crt", "openshift-service-ca.crt");

    @Override
    public String name() {
        return "remove-empty-namespace";
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
        Optional<KubernetesObject> user = anotherUser(source);
        if (user.isPresent()) {
            context.leave(namespace.get(), "it holds " + user.get());
            return StepResult.done("the namespace stays: it holds " + user.get());
        }
        source.cluster().delete(namespace.get());
        return StepResult.waiting("removing the empty namespace", source.changesBeside(ResourceKind.SECRET));
    }

    /** The first object that is not one of those which every namespace has. */
    private static Optional<KubernetesObject> anotherUser(Site source) {
        return Stream.of(
                        ResourceKind.HOSTED_CLUSTER,
                        ResourceKind.NODE_POOL,
                        ResourceKind.DEPLOYMENT,
                        ResourceKind.STATEFUL_SET,
                        ResourceKind.POD,
                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                        ResourceKind.SECRET,
                        ResourceKind.CONFIG_MAP)
                .flatMap(kind -> source.cluster().list(kind, source.ref().namespace()).stream())
                .filter(object -> !IN_EVERY_NAMESPACE.contains(object.name()))
                .filter(object ->
                        !Objects.equals(object.at("/type").textValue(), "kubernetes.io/service-account-token"))
                .filter(object -> !Objects.equals(object.at("/type").textValue(), "kubernetes.io/dockercfg"))
                .findFirst();
    }
}
