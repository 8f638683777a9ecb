package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a migration, its way back and its cleanup do on a management cluster. Either cluster needs all of it: what
 * cleanup removes from the source, a failed restore removes from the destination. The ClusterRole of
 * {@code deploy/kubernetes/management-cluster} grants it.
 */
public final class NeededPermissions {
    private static final List<String> EVERYTHING = List.of("get", "list", "watch", "create", "update", "delete");
    private static final List<ResourceKind> BESIDE = List.of(
            ResourceKind.HOSTED_CLUSTER,
            ResourceKind.NODE_POOL,
            ResourceKind.SECRET,
            ResourceKind.CONFIG_MAP,
            ResourceKind.LEASE);
    /** Kinds that own others: OpenShift asks for this before it lets a reference block an owner's deletion. */
    private static final List<ResourceKind> OWNERS = List.of(
            ResourceKind.HOSTED_CONTROL_PLANE,
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE);

    private NeededPermissions() {}

    public static List<Permission> of(HostedClusterRef ref) {
        String beside = ref.namespace();
        String inside = ref.controlPlaneNamespace();
        List<Permission> needed = new ArrayList<>();
        BESIDE.forEach(kind -> add(needed, kind, beside, EVERYTHING));
        Inventory.CONTROL_PLANE_KINDS.forEach(kind -> add(needed, kind, inside, EVERYTHING));
        add(needed, ResourceKind.NAMESPACE, null, List.of("get", "list", "create", "update", "delete"));
        add(needed, ResourceKind.AWS_ENDPOINT_SERVICE, inside, List.of("get", "list", "watch", "update", "delete"));
        add(needed, ResourceKind.ROUTE, inside, List.of("get", "list", "watch", "delete"));
        Stream.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)
                .forEach(kind -> add(needed, kind, inside, List.of("get", "list", "watch", "update")));
        add(needed, ResourceKind.REPLICA_SET, inside, List.of("list", "update"));
        Stream.of(ResourceKind.VALIDATING_ADMISSION_POLICY, ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING)
                .forEach(kind -> add(needed, kind, null, List.of("get", "create", "delete")));
        add(needed, ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, List.of("get", "list"));
        add(needed, ResourceKind.POD, inside, List.of("get", "list", "watch"));
        needed.add(new Permission("create", ResourceKind.POD, inside, "portforward"));
        add(needed, ResourceKind.PERSISTENT_VOLUME_CLAIM, inside, List.of("get", "list"));
        add(needed, ResourceKind.NODE, null, List.of("list"));
        OWNERS.forEach(kind -> needed.add(new Permission("update", kind, inside, "finalizers")));
        return needed;
    }

    private static void add(
            List<Permission> needed, ResourceKind kind, @Nullable String namespace, List<String> verbs) {
        verbs.forEach(verb -> needed.add(new Permission(verb, kind, namespace)));
    }
}
