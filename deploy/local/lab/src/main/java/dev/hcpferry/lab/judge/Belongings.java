package dev.hcpferry.lab.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects of a management cluster are those of hosted clusters that move, and which of them no operator could rebuild. */
final class Belongings {

    private static final String REFERENCED = "referenced-resource.hypershift.openshift.io/";
    private static final Set<String> IN_EVERY_NAMESPACE = Set.of("kube-root-ca.crt", "default", "builder");
    private static final Set<String> GENERATED =
            Set.of("kubernetes.io/service-account-token", "kubernetes.io/dockercfg");
    private static final Set<Kind> IRREPLACEABLE = EnumSet.of(
            Kind.HOSTED_CLUSTER,
            Kind.NODE_POOL,
            Kind.HOSTED_CONTROL_PLANE,
            Kind.CLUSTER,
            Kind.MACHINE_DEPLOYMENT,
            Kind.MACHINE_SET,
            Kind.MACHINE,
            Kind.MACHINE_HEALTH_CHECK,
            Kind.AWS_CLUSTER,
            Kind.AWS_MACHINE,
            Kind.AWS_MACHINE_TEMPLATE);

    private final List<HostedClusterNames> moving;
    private final Set<String> referenced = new HashSet<>();

    Belongings(List<HostedClusterNames> moving, Map<String, Thing> cluster) {
        this.moving = moving;
        cluster.values().stream().filter(this::isRoot).forEach(root -> collectNames(root.at("/spec")));
    }

    boolean own(Thing thing) {
        return moving.stream().anyMatch(names -> own(names, thing));
    }

    /** A namespace that holds a HostedCluster, and what every namespace has. */
    boolean ofNamespace(Thing thing) {
        return (thing.kind() == Kind.NAMESPACE && holds(thing.name()))
                || (holds(thing.namespace()) && generated(thing));
    }

    /** Whether nobody else has anything in the namespaces that hold the HostedClusters. */
    boolean aloneInNamespace(Map<String, Thing> cluster) {
        return cluster.values().stream()
                .filter(thing -> holds(thing.namespace()))
                .allMatch(thing -> own(thing) || generated(thing));
    }

    /** Every cluster makes it for itself. */
    static boolean generated(Thing thing) {
        return IN_EVERY_NAMESPACE.contains(thing.name()) || GENERATED.contains(thing.text("/type"));
    }

    /** It must arrive as it was. */
    boolean irreplaceable(Thing thing) {
        return IRREPLACEABLE.contains(thing.kind())
                || (!generated(thing)
                        && (thing.kind() == Kind.SECRET
                                || (thing.kind() == Kind.CONFIG_MAP && holds(thing.namespace()))));
    }

    private boolean own(HostedClusterNames names, Thing thing) {
        if (thing.namespace().equals(names.controlPlaneNamespace())) {
            return true;
        }
        return switch (thing.kind()) {
            case NAMESPACE -> thing.name().equals(names.controlPlaneNamespace());
            case HOSTED_CLUSTER, NODE_POOL -> isRoot(names, thing);
            case SECRET, CONFIG_MAP -> thing.namespace().equals(names.namespace()) && isReferenced(names, thing);
            default -> false;
        };
    }

    private boolean holds(String namespace) {
        return moving.stream().anyMatch(names -> names.namespace().equals(namespace));
    }

    private boolean isRoot(Thing thing) {
        return moving.stream().anyMatch(names -> isRoot(names, thing));
    }

    private static boolean isRoot(HostedClusterNames names, Thing thing) {
        return thing.namespace().equals(names.namespace())
                && ((thing.kind() == Kind.HOSTED_CLUSTER && thing.name().equals(names.name()))
                        || (thing.kind() == Kind.NODE_POOL
                                && thing.text("/spec/clusterName").equals(names.name())));
    }

    private boolean isReferenced(HostedClusterNames names, Thing thing) {
        return referenced.contains(thing.name())
                || thing.annotated(REFERENCED + names.name())
                || thing.owners().stream()
                        .anyMatch(one ->
                                one.kind().equals("HostedCluster") && one.name().equals(names.name()));
    }

    /** All {@code name: …} below, which is how specs refer to Secrets and ConfigMaps. */
    private void collectNames(JsonNode node) {
        if (node.path("name").isTextual()) {
            referenced.add(node.path("name").asText());
        }
        node.forEach(this::collectNames);
    }

    Collection<Thing> of(Map<String, Thing> cluster) {
        return cluster.values().stream().filter(this::own).toList();
    }
}
