package dev.hcpferry.common.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an API server keeps things. Names are escaped: no name leads elsewhere. */
final class ApiPath {
    static final String ACCESS_REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    static final String READY = "/readyz";

    private ApiPath() {}

    static String version(ResourceKind kind) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
    }

    /** @param namespace null for all; ignored for kinds without one */
    static String collection(ResourceKind kind, @Nullable String namespace) {
        String scope = namespace == null || !kind.namespaced() ? "" : "/namespaces/" + escape(namespace);
        return version(kind) + scope + "/" + kind.plural();
    }

    static String object(ObjectKey key) {
        return collection(key.kind(), key.namespace()) + "/" + escape(key.name());
    }

    /** One page of a list; {@code limit} 0 for all at once. */
    static String page(
            ResourceKind kind,
            @Nullable String namespace,
            Map<String, String> labels,
            int limit,
            String continueToken) {
        String selector = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        return collection(kind, namespace) + "?limit=" + limit
                + (selector.isEmpty() ? "" : "&labelSelector=" + escape(selector))
                + (continueToken.isEmpty() ? "" : "&continue=" + escape(continueToken));
    }

    private static String escape(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("not a name of an object");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
