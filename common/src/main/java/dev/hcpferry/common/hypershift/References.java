package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import java.util.HashSet;
import java.util.Set;

/**
 * The Secrets and ConfigMaps that a HostedCluster's or NodePool's spec refers to by name. HyperShift writes every such reference
 * as an object with {@code name} as its only field (DOMAIN "What must travel": walk the specs, don't match name prefixes).
 */
public final class References {
    private References() {}

    public static Set<String> in(KubernetesObject object) {
        Set<String> names = new HashSet<>();
        collect(object.at("/spec"), names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isObject() && node.size() == 1 && node.path("name").isTextual()) {
            names.add(node.path("name").asText());
        }
        node.forEach(child -> collect(child, names));
    }
}
