package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes what is owned by UIDs that are not alive. */
final class GarbageCollector implements Controller {
    private static final List<ResourceKind> OWNED = List.of(
            ResourceKind.NODE_POOL,
            ResourceKind.SECRET,
            ResourceKind.CONFIG_MAP,
            ResourceKind.CLUSTER,
            ResourceKind.AWS_CLUSTER,
            ResourceKind.AWS_MACHINE_TEMPLATE,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE);
    private static final List<ResourceKind> OWNERS = List.of(
            ResourceKind.HOSTED_CLUSTER,
            ResourceKind.HOSTED_CONTROL_PLANE,
            ResourceKind.NODE_POOL,
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE);

    private final Side side;

    GarbageCollector(Side side) {
        this.side = side;
    }

    @Override
    public void reconcile() {
        Set<String> alive = objects(OWNERS).map(KubernetesObject::uid).collect(Collectors.toSet());
        objects(OWNED)
                .filter(object -> !object.ownerReferences().isEmpty() && !object.deleting())
                .filter(object -> object.ownerReferences().stream()
                        .map(OwnerReference::uid)
                        .noneMatch(alive::contains))
                .toList()
                .forEach(side.cluster()::delete);
    }

    private Stream<KubernetesObject> objects(List<ResourceKind> kinds) {
        return kinds.stream()
                .flatMap(kind -> Stream.of(Side.NAMESPACE, MigrationWorld.REF.namespace())
                        .flatMap(namespace -> side.cluster().list(kind, namespace).stream()));
    }
}
