package dev.hcpferry.lab.apiserver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request names.
 *
 * @param namespace empty for a cluster-scoped kind, or for all namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record RequestPath(ApiResource resource, String namespace, String name, String subresource) {

    static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(one -> !one.isEmpty()).toList();
    }

    static Optional<RequestPath> parse(List<String> segments, Catalog catalog) {
        boolean core = !segments.isEmpty() && segments.getFirst().equals("api");
        int root = core ? 2 : 3;
        if (segments.size() <= root || (!core && !segments.getFirst().equals("apis"))) {
            return Optional.empty();
        }
        String group = core ? "" : segments.get(1);
        String version = segments.get(root - 1);
        List<String> rest = segments.subList(root, segments.size());
        if (rest.getFirst().equals("namespaces") && rest.size() > 2 && !isNamespaceSubresource(rest)) {
            return catalog.find(group, version, rest.get(2))
                    .map(resource -> new RequestPath(resource, rest.get(1), at(rest, 3), at(rest, 4)));
        }
        return catalog.find(group, version, rest.getFirst())
                .map(resource -> new RequestPath(resource, "", at(rest, 1), at(rest, 2)));
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    ObjectKey key() {
        return new ObjectKey(resource, namespace, name);
    }

    boolean covers(ObjectKey key) {
        return key.resource().equals(resource)
                && (namespace.isEmpty() || namespace.equals(key.namespace()))
                && (name.isEmpty() || name.equals(key.name()));
    }

    private static boolean isNamespaceSubresource(List<String> rest) {
        return rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2));
    }

    private static String at(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }
}
