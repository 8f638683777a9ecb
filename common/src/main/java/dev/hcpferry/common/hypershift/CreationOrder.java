package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which manifests are created: owners before what they own, so that every ownerReference can name a living UID from
 * the start (DOMAIN guard 8). Pure.
 */
public final class CreationOrder {
    private CreationOrder() {}

    /**
     * Groups of manifests; those of a group do not depend on each other. Owners that are not among the manifests don't count.
     *
     * @throws IllegalArgumentException when the owners form a ring
     */
    public static List<List<KubernetesObject>> of(List<KubernetesObject> manifests) {
        Map<Identity, KubernetesObject> known = new HashMap<>();
        manifests.forEach(manifest -> known.put(Identity.of(manifest), manifest));
        List<List<KubernetesObject>> groups = new ArrayList<>();
        for (KubernetesObject manifest : manifests) {
            int depth = depth(manifest, known, 0);
            while (groups.size() <= depth) {
                groups.add(new ArrayList<>());
            }
            groups.get(depth).add(manifest);
        }
        return groups;
    }

    private static int depth(KubernetesObject manifest, Map<Identity, KubernetesObject> known, int below) {
        if (below > known.size()) {
            throw new IllegalArgumentException(manifest + " owns itself through its owners");
        }
        int depth = 0;
        for (OwnerReference owner : Manifest.owners(manifest)) {
            KubernetesObject there = Identity.of(owner).map(known::get).orElse(null);
            if (there != null) {
                depth = Math.max(depth, 1 + depth(there, known, below + 1));
            }
        }
        return depth;
    }

    /** What an ownerReference can name: owners live in the same namespace. */
    private record Identity(ResourceKind kind, String name) {
        static Identity of(KubernetesObject object) {
            return new Identity(object.kind(), object.name());
        }

        static Optional<Identity> of(OwnerReference owner) {
            return owner.resourceKind().map(kind -> new Identity(kind, owner.name()));
        }
    }
}
