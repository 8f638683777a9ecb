package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Judges manifests before they are created on a destination: a bundle may have been written by anybody who could write to its
 * bucket, and must not bring anything but one hosted cluster. Pure.
 */
public final class BundleContents {
    private static final Set<ResourceKind> BESIDE = EnumSet.of(
            ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.SECRET, ResourceKind.CONFIG_MAP);

    private BundleContents() {}

    /** Each manifest that does not belong to this hosted cluster, and why; empty when all do and its HostedCluster is there. */
    public static List<String> foreign(List<KubernetesObject> manifests, HostedClusterRef ref, String infraId) {
        boolean found = manifests.stream()
                .anyMatch(manifest -> manifest.kind() == ResourceKind.HOSTED_CLUSTER
                        && new HostedCluster(manifest).infraId().equals(infraId));
        if (!found) {
            return List.of("there is no HostedCluster " + ref + " with infraID " + infraId);
        }
        return manifests.stream()
                .filter(manifest -> !belongs(manifest, ref) || Inventory.isGenerated(manifest))
                .map(KubernetesObject::toString)
                .toList();
    }

    private static boolean belongs(KubernetesObject manifest, HostedClusterRef ref) {
        if (manifest.kind() == ResourceKind.NAMESPACE) {
            return Set.of(ref.namespace(), ref.controlPlaneNamespace()).contains(manifest.name());
        }
        if (Objects.equals(manifest.namespace(), ref.controlPlaneNamespace())) {
            return Inventory.CONTROL_PLANE_KINDS.contains(manifest.kind());
        }
        return Objects.equals(manifest.namespace(), ref.namespace())
                && BESIDE.contains(manifest.kind())
                && isOurs(manifest, ref);
    }

    private static boolean isOurs(KubernetesObject manifest, HostedClusterRef ref) {
        return switch (manifest.kind()) {
            case HOSTED_CLUSTER -> manifest.name().equals(ref.name());
            case NODE_POOL ->
                manifest.text("/spec/clusterName").filter(ref.name()::equals).isPresent();
            default -> true;
        };
    }
}
