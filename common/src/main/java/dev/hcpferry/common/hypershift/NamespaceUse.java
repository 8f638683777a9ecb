package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether anybody uses the namespace of a HostedCluster, which many hosted clusters may share. */
public final class NamespaceUse {
    private static final Set<String> IN_EVERY_NAMESPACE = Set.of("kube-root-ca.crt", "openshift-service-ca.crt");
    private static final Set<String> GENERATED_SECRETS =
            Set.of("kubernetes.io/service-account-token", "kubernetes.io/dockercfg");

    private NamespaceUse() {}

    /** The first object that is neither one of those which every namespace has nor about to go after the site's HostedCluster. */
    public static Optional<KubernetesObject> firstUser(Site site) {
        return Stream.of(
                        ResourceKind.HOSTED_CLUSTER,
                        ResourceKind.NODE_POOL,
                        ResourceKind.DEPLOYMENT,
                        ResourceKind.STATEFUL_SET,
                        ResourceKind.POD,
                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                        ResourceKind.SECRET,
                        ResourceKind.CONFIG_MAP)
                .flatMap(kind -> site.cluster().list(kind, site.ref().namespace()).stream())
                .filter(object -> !IN_EVERY_NAMESPACE.contains(object.name()))
                .filter(object ->
                        object.text("/type").filter(GENERATED_SECRETS::contains).isEmpty())
                .filter(object -> !isGarbage(object, site.ref()))
                .findFirst();
    }

    /** A HostedCluster that is there is found first; without it the garbage collector comes for all that only it owned. */
    private static boolean isGarbage(KubernetesObject object, HostedClusterRef removed) {
        List<OwnerReference> owners = object.ownerReferences();
        return !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> owner.name().equals(removed.name())
                                && owner.resourceKind()
                                        .filter(ResourceKind.HOSTED_CLUSTER::equals)
                                        .isPresent());
    }
}
