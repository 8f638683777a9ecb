package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.bundle.BackupBundle.LeftBehind;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what of a hosted cluster travels and what stays (DOMAIN "What must travel"). Pure: looks at objects that somebody else
 * has read.
 *
 * @param travels as they are on the source, ordered by kind and name
 * @param left what belongs to the hosted cluster but is made anew by every cluster for itself
 */
public record Inventory(List<KubernetesObject> travels, List<LeftBehind> left) {
    /** Kinds of the control-plane namespace that travel whole. */
    public static final List<ResourceKind> CONTROL_PLANE_KINDS = List.of(
            ResourceKind.HOSTED_CONTROL_PLANE,
            ResourceKind.CLUSTER,
            ResourceKind.AWS_CLUSTER,
            ResourceKind.AWS_MACHINE_TEMPLATE,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.MACHINE_HEALTH_CHECK,
            ResourceKind.SECRET,
            ResourceKind.CONFIG_MAP);

    /** Kinds that exist for the nodes alone: left out of {@link Scope#CONTROL_PLANE_ONLY}. */
    public static final Set<ResourceKind> NODE_KINDS = Set.of(
            ResourceKind.NODE_POOL,
            ResourceKind.AWS_CLUSTER,
            ResourceKind.AWS_MACHINE_TEMPLATE,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.MACHINE_HEALTH_CHECK);

    private static final Set<String> IN_EVERY_NAMESPACE = Set.of("kube-root-ca.crt", "openshift-service-ca.crt");
    private static final Set<String> GENERATED_SECRET_TYPES =
            Set.of("kubernetes.io/service-account-token", "kubernetes.io/dockercfg");
    private static final List<String> GENERATED_SECRET_ANNOTATIONS =
            List.of("openshift.io/token-secret.name", "openshift.io/internal-registry-auth-token.service-account");
    private static final String LEADER_ELECTION_ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

    public Inventory {
        travels = List.copyOf(travels);
        left = List.copyOf(left);
    }

    /**
     * @param hostedCluster the HostedCluster, and {@code nodePools} its NodePools
     * @param beside Secrets and ConfigMaps of the HostedCluster's namespace, those of other hosted clusters among them
     * @param controlPlane everything of {@link #CONTROL_PLANE_KINDS} in the control-plane namespace
     * @param namespaces the Namespace objects themselves
     */
    public static Inventory of(
            HostedCluster hostedCluster,
            List<KubernetesObject> nodePools,
            List<KubernetesObject> beside,
            List<KubernetesObject> controlPlane,
            List<KubernetesObject> namespaces,
            Scope scope) {
        List<KubernetesObject> travels = new ArrayList<>(namespaces);
        List<LeftBehind> left = new ArrayList<>();
        Set<String> referenced = referenced(hostedCluster, nodePools);
        Stream.concat(
                        beside.stream().filter(object -> isReferenced(object, hostedCluster, referenced)),
                        controlPlane.stream())
                .forEach(object -> generated(object)
                        .ifPresentOrElse(why -> left.add(leave(object, why)), () -> travels.add(object)));
        travels.add(hostedCluster.object());
        travels.addAll(nodePools);
        List<KubernetesObject> inScope = travels.stream()
                .filter(object -> scope == Scope.CONTROL_PLANE_AND_NODES || !NODE_KINDS.contains(object.kind()))
                .sorted(Comparator.<KubernetesObject, ResourceKind>comparing(KubernetesObject::kind)
                        .thenComparing(object ->
                                Optional.ofNullable(object.namespace()).orElse(""))
                        .thenComparing(KubernetesObject::name))
                .toList();
        travels.stream()
                .filter(object -> !inScope.contains(object))
                .forEach(object -> left.add(leave(object, "only the control plane moves")));
        return new Inventory(inScope, left);
    }

    /** Names of what the specs of the hosted cluster and its NodePools refer to. */
    public static Set<String> referenced(HostedCluster hostedCluster, List<KubernetesObject> nodePools) {
        Set<String> names = new HashSet<>(References.in(hostedCluster.object()));
        nodePools.forEach(pool -> names.addAll(References.in(pool)));
        return names;
    }

    /** Whether a Secret or ConfigMap of the HostedCluster's namespace is referred to by it. */
    public static boolean isReferenced(KubernetesObject object, HostedCluster hostedCluster, Set<String> referenced) {
        return referenced.contains(object.name())
                || object.annotation(HyperShift.REFERENCED_ANNOTATION_PREFIX + hostedCluster.name())
                        .isPresent();
    }

    /** Whether every cluster makes this object anew for itself. */
    static boolean isGenerated(KubernetesObject object) {
        return generated(object).isPresent();
    }

    /** Why every cluster makes this object anew for itself; empty when it must travel. */
    private static Optional<String> generated(KubernetesObject object) {
        Map<String, String> annotations = object.annotations();
        if (IN_EVERY_NAMESPACE.contains(object.name()) || annotations.containsKey(LEADER_ELECTION_ANNOTATION)) {
            return Optional.of("every cluster makes its own");
        }
        if (object.kind() == ResourceKind.SECRET
                && (GENERATED_SECRET_TYPES.contains(object.at("/type").asText())
                        || GENERATED_SECRET_ANNOTATIONS.stream().anyMatch(annotations::containsKey))) {
            return Optional.of("credentials of the source cluster itself");
        }
        return Optional.empty();
    }

    private static LeftBehind leave(KubernetesObject object, String why) {
        return new LeftBehind(
                object.kind().kind(), Optional.ofNullable(object.namespace()).orElse(""), object.name(), why);
    }
}
