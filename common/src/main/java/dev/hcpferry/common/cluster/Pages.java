package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists page by page. When the continue token expires on the way, everything is read again, then in one piece. */
final class Pages {
    private static final int ALL_AT_ONCE = 0;

    private final ApiRequests requests;
    private final int pageSize;

    Pages(ApiRequests requests, int pageSize) {
        this.requests = requests;
        this.pageSize = pageSize;
    }

    List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        return read(kind, namespace, labels, pageSize)
                .or(() -> read(kind, namespace, labels, ALL_AT_ONCE))
                .orElseThrow(() -> new KubernetesException(
                        Kind.OTHER, "the list of " + kind.plural() + " expires while it is read"));
    }

    /** Empty when the continue token expired: what was read by then may miss or double something. */
    private Optional<List<KubernetesObject>> read(
            ResourceKind kind, @Nullable String namespace, Map<String, String> labels, int limit) {
        List<KubernetesObject> found = new ArrayList<>();
        String token = "";
        do {
            ApiAnswer page = requests.get(ApiPath.page(kind, namespace, labels, limit, token));
            if (page.expired()) {
                return Optional.empty();
            }
            if (!page.succeeded()) {
                throw page.refusal("listing " + kind.plural());
            }
            page.body().path("items").forEach(item -> found.add(new KubernetesObject(kind, typed(kind, item))));
            token = page.body().at("/metadata/continue").asText();
        } while (!token.isEmpty());
        return Optional.of(found);
    }

    /** Items of a list lack their type: it is that of the list. */
    private static ObjectNode typed(ResourceKind kind, JsonNode item) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        typed.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        typed.setAll((ObjectNode) item);
        return typed;
    }
}
