package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An API server through fabric8's client, at the level of JSON: what the product does not know of an object stays in it. */
public class Fabric8KubernetesApi implements KubernetesApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CONFLICTS = 10;
    private static final int GONE = 410;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final int pageSize;

    public Fabric8KubernetesApi(KubernetesClient client, int pageSize) {
        this.client = client;
        this.pageSize = pageSize;
    }

    protected final KubernetesClient client() {
        return client;
    }

    @Override
    public Optional<KubernetesObject> find(ResourceKind kind, @Nullable String namespace, String name) {
        try {
            return call("GET", path(kind, namespace, name), null).map(json -> new KubernetesObject(kind, json));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw Fabric8Exceptions.translate(refused, "reading " + new ObjectKey(kind, namespace, name));
        }
    }

    @Override
    public List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        String query = "?limit=" + pageSize + selector(labels);
        try {
            while (true) {
                Optional<List<KubernetesObject>> all = listPages(kind, path(kind, namespace, null) + query);
                if (all.isPresent()) {
                    return all.get();
                }
            }
        } catch (KubernetesClientException refused) {
            throw Fabric8Exceptions.translate(refused, "listing " + kind.plural());
        }
    }

    /** Empty when the continue token expired: what was read may miss or double something, so it starts anew. */
    private Optional<List<KubernetesObject>> listPages(ResourceKind kind, String uri) {
        List<KubernetesObject> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode page;
            try {
                page = call("GET", uri + (token.isEmpty() ? "" : "&continue=" + encode(token)), null)
                        .map(JsonNode.class::cast)
                        .orElseThrow(() -> new KubernetesClientException("not served", NOT_FOUND, null));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == GONE && !token.isEmpty()) {
                    return Optional.empty();
                }
                throw refused;
            }
            for (JsonNode item : page.path("items")) {
                ObjectNode object = (ObjectNode) item;
                object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
                found.add(new KubernetesObject(kind, object));
            }
            token = page.at("/metadata/continue").asText();
        } while (!token.isEmpty());
        return Optional.of(found);
    }

    @Override
    public KubernetesObject createIfAbsent(KubernetesObject object) {
        String collection = path(object.kind(), object.namespace(), null);
        try {
            return call("POST", collection, object.json())
                    .map(json -> new KubernetesObject(object.kind(), json))
                    .orElseThrow(() -> new KubernetesException(
                            KubernetesException.Kind.NOT_SERVED,
                            object.kind() + " is not served",
                            new IllegalStateException()));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == CONFLICT) {
                Optional<KubernetesObject> there = find(object.kind(), object.namespace(), object.name());
                if (there.isPresent()) {
                    return there.get();
                }
            }
            throw Fabric8Exceptions.translate(refused, "creating " + object);
        }
    }

    @Override
    public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
        for (int conflicts = 0; ; conflicts++) {
            Optional<KubernetesObject> found = find(key.kind(), key.namespace(), key.name());
            if (found.isEmpty()) {
                return found;
            }
            KubernetesObject changed = found.get().copy();
            change.accept(changed);
            if (changed.json().equals(found.get().json())) {
                return found;
            }
            try {
                return call("PUT", path(key.kind(), key.namespace(), key.name()), changed.json())
                        .map(json -> new KubernetesObject(key.kind(), json));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                if (refused.getCode() != CONFLICT || conflicts >= MAX_CONFLICTS) {
                    throw Fabric8Exceptions.translate(refused, "changing " + key);
                }
            }
        }
    }

    @Override
    public void delete(KubernetesObject object) {
        ObjectNode preconditions = JsonNodeFactory.instance.objectNode().put("uid", object.uid());
        delete(object, preconditions);
    }

    @Override
    public boolean deleteUnchanged(KubernetesObject object) {
        ObjectNode preconditions = JsonNodeFactory.instance
                .objectNode()
                .put("uid", object.uid())
                .put(
                        "resourceVersion",
                        object.metadata().path("resourceVersion").asText());
        return delete(object, preconditions);
    }

    /** @return false when a precondition did not hold */
    private boolean delete(KubernetesObject object, ObjectNode preconditions) {
        ObjectNode options = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("propagationPolicy", "Background");
        options.set("preconditions", preconditions);
        try {
            call("DELETE", path(object.kind(), object.namespace(), object.name()), options);
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                return true;
            }
            if (refused.getCode() == CONFLICT) {
                return false;
            }
            throw Fabric8Exceptions.translate(refused, "deleting " + object);
        }
    }

    @Override
    public boolean serves(ResourceKind kind) {
        try {
            Optional<ObjectNode> resources = call("GET", root(kind), null);
            return resources.isPresent()
                    && resources
                            .get()
                            .path("resources")
                            .findValuesAsText("name")
                            .contains(kind.plural());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                return false;
            }
            throw Fabric8Exceptions.translate(refused, "asking what is served of " + kind.group());
        }
    }

    @Override
    public boolean allows(Permission permission) {
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SelfSubjectAccessReview");
        ObjectNode attributes = review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", permission.verb())
                .put("group", permission.kind().group())
                .put("version", permission.kind().version())
                .put("resource", permission.kind().plural());
        if (permission.namespace() != null) {
            attributes.put("namespace", permission.namespace());
        }
        if (permission.subresource() != null) {
            attributes.put("subresource", permission.subresource());
        }
        try {
            return call("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)
                    .map(answer -> answer.at("/status/allowed").asBoolean())
                    .orElse(false);
        } catch (KubernetesClientException refused) {
            throw Fabric8Exceptions.translate(refused, "asking for permissions");
        }
    }

    @Override
    public boolean ready() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (RuntimeException silent) {
            return false;
        }
    }

    @Override
    public Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        return new Fabric8Watching(client, kind, namespace, onChange);
    }

    private Optional<ObjectNode> call(String method, String uri, @Nullable JsonNode body) {
        try {
            String answer = client.raw(uri, method, body == null ? null : JSON.writeValueAsString(body));
            return answer == null ? Optional.empty() : Optional.of((ObjectNode) JSON.readTree(answer));
        } catch (JsonProcessingException broken) {
            throw new KubernetesException(
                    KubernetesException.Kind.OTHER, "the API server's answer is not JSON", broken);
        }
    }

    private static String root(ResourceKind kind) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
    }

    private static String path(ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        String scope = namespace == null || !kind.namespaced() ? "" : "/namespaces/" + namespace;
        return root(kind) + scope + "/" + kind.plural() + (name == null ? "" : "/" + name);
    }

    private static String selector(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : "&labelSelector="
                        + encode(labels.entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(",")));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
