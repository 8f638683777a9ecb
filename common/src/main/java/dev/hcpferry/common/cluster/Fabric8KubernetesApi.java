package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import dev.hcpferry.common.phase.BackOff;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An API server through fabric8's client, at the level of JSON: what the product does not know of an object stays in it. Every
 * change is safe to send twice, so an answer that got lost is found as done when the request is sent again.
 */
public class Fabric8KubernetesApi implements KubernetesApi {
    private static final int MAX_CONFLICTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** A count is the same whether it is held as int or as long. */
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (left, right) -> {
        if (left.isIntegralNumber() && right.isIntegralNumber()) {
            return left.bigIntegerValue().compareTo(right.bigIntegerValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private final Supplier<KubernetesClient> client;
    private final ApiRequests requests;
    private final Pages pages;
    private final ServedKinds servedKinds;
    private final SharedWatches watches;

    /** @param client the one to use now; asked for every call */
    public Fabric8KubernetesApi(Supplier<KubernetesClient> client, ApiLimits limits) {
        this.client = client;
        this.requests = new ApiRequests(client, limits);
        this.pages = new Pages(requests, limits.pageSize());
        this.servedKinds = new ServedKinds(requests);
        this.watches = new SharedWatches(client, requests);
    }

    protected final KubernetesClient client() {
        return client.get();
    }

    /** Ends all watches. */
    protected final void closeWatches() {
        watches.close();
    }

    @Override
    public Optional<KubernetesObject> find(ResourceKind kind, @Nullable String namespace, String name) {
        ObjectKey key = new ObjectKey(kind, namespace, name);
        ApiAnswer answer = requests.get(ApiPath.object(key));
        return answer.notFound() ? Optional.empty() : Optional.of(objectIn(answer, kind, "reading " + key));
    }

    @Override
    public List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        return pages.list(kind, namespace, labels);
    }

    @Override
    public KubernetesObject createIfAbsent(KubernetesObject object) {
        String doing = "creating " + object;
        for (int conflicts = 0; ; conflicts++) {
            ApiAnswer answer =
                    requests.send("POST", ApiPath.collection(object.kind(), object.namespace()), object.json());
            if (!answer.conflict()) {
                return objectIn(answer, object.kind(), doing);
            }
            Optional<KubernetesObject> there = find(object.kind(), object.namespace(), object.name());
            if (there.isPresent()) {
                return there.get();
            }
            pauseAfter(conflicts, answer, doing);
        }
    }

    @Override
    public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
        String doing = "changing " + key;
        for (int conflicts = 0; ; conflicts++) {
            Optional<KubernetesObject> found = find(key.kind(), key.namespace(), key.name());
            if (found.isEmpty()) {
                return found;
            }
            KubernetesObject changed = found.get().copy();
            change.accept(changed);
            if (changed.json().equals(NUMBERS_BY_VALUE, found.get().json())) {
                return found;
            }
            ApiAnswer answer = requests.send("PUT", ApiPath.object(key), changed.json());
            if (answer.notFound()) {
                return Optional.empty();
            }
            if (!answer.conflict()) {
                return Optional.of(objectIn(answer, key.kind(), doing));
            }
            pauseAfter(conflicts, answer, doing);
        }
    }

    @Override
    public void delete(KubernetesObject object) {
        String doing = "deleting " + object;
        for (int conflicts = 0; ; conflicts++) {
            ApiAnswer answer = sendDelete(object, preconditions(object), doing);
            if (!answer.conflict()
                    || findSame(object).filter(there -> !there.deleting()).isEmpty()) {
                return;
            }
            pauseAfter(conflicts, answer, doing);
        }
    }

    @Override
    public boolean deleteUnchanged(KubernetesObject object) {
        String doing = "deleting " + object;
        String version = required(object, "resourceVersion");
        for (int conflicts = 0; ; conflicts++) {
            ApiAnswer answer = sendDelete(object, preconditions(object).put("resourceVersion", version), doing);
            if (!answer.conflict()) {
                return true;
            }
            Optional<KubernetesObject> there = findSame(object);
            if (there.isEmpty() || (there.get().deleting() && !object.deleting())) {
                return true;
            }
            if (!required(there.get(), "resourceVersion").equals(version)) {
                return false;
            }
            pauseAfter(conflicts, answer, doing);
        }
    }

    @Override
    public boolean serves(ResourceKind kind) {
        return servedKinds.contain(kind);
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
        ApiAnswer answer = requests.send("POST", ApiPath.ACCESS_REVIEWS, review);
        if (!answer.succeeded()) {
            throw answer.refusal("asking whether we may " + permission);
        }
        return answer.body().at("/status/allowed").asBoolean();
    }

    @Override
    public boolean ready() {
        try {
            return requests.getOnce(ApiPath.READY).succeeded();
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    @Override
    public Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        return watches.watch(kind, namespace, onChange);
    }

    private ApiAnswer sendDelete(KubernetesObject object, ObjectNode preconditions, String doing) {
        ObjectNode options = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("propagationPolicy", "Background");
        options.set("preconditions", preconditions);
        ApiAnswer answer = requests.send("DELETE", ApiPath.object(object.key()), options);
        if (!answer.succeeded() && !answer.notFound() && !answer.conflict()) {
            throw answer.refusal(doing);
        }
        return answer;
    }

    private static ObjectNode preconditions(KubernetesObject object) {
        return JsonNodeFactory.instance.objectNode().put("uid", required(object, "uid"));
    }

    /** Without it a delete would hit whatever bears the name. */
    private static String required(KubernetesObject object, String field) {
        String value = object.metadata().path(field).asText();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(object + " was not read from a server: it has no " + field);
        }
        return value;
    }

    private Optional<KubernetesObject> findSame(KubernetesObject object) {
        return find(object.kind(), object.namespace(), object.name())
                .filter(there -> there.uid().equals(object.uid()));
    }

    private static KubernetesObject objectIn(ApiAnswer answer, ResourceKind kind, String doing) {
        if (!answer.succeeded()) {
            throw answer.refusal(doing);
        }
        return new KubernetesObject(kind, answer.object(doing));
    }

    private static void pauseAfter(int conflicts, ApiAnswer conflict, String doing) {
        if (conflicts >= MAX_CONFLICTS) {
            throw conflict.refusal(doing);
        }
        try {
            Thread.sleep(new BackOff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current()).delay(conflicts));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KubernetesException(Kind.CONFLICT, doing + ": interrupted after a conflict", interrupted);
        }
    }
}
