package dev.hcpferry.backup;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.SideBySide;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads everything that belongs to a hosted cluster on its source, and decides what of it travels. */
public final class SourceInventory {
    private SourceInventory() {}

    public static Inventory take(Site source, HostedCluster hostedCluster, Scope scope) throws InterruptedException {
        List<KubernetesObject> beside = listAll(
                List.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP),
                kind -> source.cluster().list(kind, source.ref().namespace()));
        List<KubernetesObject> controlPlane = listAll(Inventory.CONTROL_PLANE_KINDS, source::inControlPlane);
        List<KubernetesObject> namespaces = Stream.of(source.ref().namespace(), source.controlPlaneNamespace())
                .flatMap(name -> source.cluster().find(ResourceKind.NAMESPACE, null, name).stream())
                .toList();
        return Inventory.of(hostedCluster, source.nodePools(), beside, controlPlane, namespaces, scope);
    }

    private static List<KubernetesObject> listAll(
            List<ResourceKind> kinds, Function<ResourceKind, List<KubernetesObject>> list) throws InterruptedException {
        return SideBySide.map(kinds, list::apply).stream().flatMap(List::stream).toList();
    }
}
