package dev.hcpferry.lab.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Live copies of a cluster's objects, kept by watches, and the ways to change them.
 *
 * <p>The answer to a write is a copy at once, so that nobody acts twice on what he changed himself.
 */
public final class Objects implements AutoCloseable {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Map<Kind, Copies> copies = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    /** Everything of these kinds is known when it returns. */
    public Objects(KubernetesClient client, Set<Kind> kinds) {
        this.client = client;
        for (Kind kind : kinds) {
            Copies kept = new Copies(kind);
            copies.put(kind, kept);
            informers.add(
                    kind.resource().namespaced()
                            ? client.genericKubernetesResources(kind.context())
                                    .inAnyNamespace()
                                    .runnableInformer(0)
                            : client.genericKubernetesResources(kind.context()).runnableInformer(0));
            informers.getLast().addEventHandler(kept);
        }
        informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** All objects of these kinds, by {@link Thing#label}, as the server has them now. */
    public static Map<String, Thing> read(KubernetesClient client, Set<Kind> kinds) {
        Map<String, Thing> found = new TreeMap<>();
        for (Kind kind : kinds) {
            var resources = client.genericKubernetesResources(kind.context());
            (kind.resource().namespaced() ? resources.inAnyNamespace().list() : resources.list())
                    .getItems().stream()
                            .map(item -> thing(kind, item))
                            .forEach(thing -> found.put(thing.label(), thing));
        }
        return found;
    }

    /** Called after every change; must not block. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    public List<Thing> list(Kind kind) {
        return List.copyOf(known(kind).things.values());
    }

    public List<Thing> list(Kind kind, String namespace) {
        return known(kind).things.values().stream()
                .filter(one -> one.namespace().equals(namespace))
                .toList();
    }

    public Optional<Thing> find(Kind kind, String namespace, String name) {
        return Optional.ofNullable(known(kind).things.get(key(namespace, name)));
    }

    /** Asked of the server. */
    public boolean isEmpty(Kind kind, String namespace) {
        return client.genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .list()
                .getItems()
                .isEmpty();
    }

    /** Asked of the server: the UID of what has this name now. */
    public Optional<String> uidOf(Kind kind, String namespace, String name) {
        return Optional.ofNullable(resource(Thing.named(kind, namespace, name)).get())
                .map(found -> found.getMetadata().getUid());
    }

    /** Creates it with its status. */
    public Thing create(Thing thing) {
        GenericKubernetesResource resource = Json.mapper().convertValue(thing.json(), GenericKubernetesResource.class);
        Thing created = remember(
                thing.kind(),
                client.genericKubernetesResources(thing.kind().context())
                        .resource(resource)
                        .create());
        return thing.kind().resource().status() && thing.json().has("status")
                ? status(created, (ObjectNode) thing.at("/status"))
                : created;
    }

    /** Creates it unless there is one of this name. */
    public void ensure(Thing thing) {
        if (find(thing.kind(), thing.namespace(), thing.name()).isPresent()) {
            return;
        }
        try {
            create(thing);
        } catch (KubernetesClientException problem) {
            if (problem.getCode() != 409) {
                throw problem;
            }
        }
    }

    /** A merge patch; nulls remove. */
    public Thing merge(Thing thing, Object change) {
        return remember(
                thing.kind(), resource(thing).patch(MERGE, Json.tree(change).toString()));
    }

    public Thing annotate(Thing thing, String name, @Nullable String value) {
        ObjectNode change = Json.object();
        change.putObject("metadata").putObject("annotations").put(name, value);
        return merge(thing, change);
    }

    /** Sets these fields of the status; writes only when that changes anything. */
    public Thing status(Thing thing, ObjectNode fields) {
        if (fields.properties().stream().allMatch(field -> says(thing, field.getKey(), field.getValue()))) {
            return thing;
        }
        ObjectNode change = Json.object();
        change.set("status", fields);
        return remember(thing.kind(), resource(thing).subresource("status").patch(MERGE, change.toString()));
    }

    /** Servers leave out of the status of a built-in kind what is null, empty, 0 or false. */
    private static boolean says(Thing thing, String field, JsonNode value) {
        JsonNode there = thing.json().path("status").path(field);
        return thing.kind().resource().custom() ? there.equals(value) : Json.equalButEmpty(there, value);
    }

    /** With the version we know: never overwrites what somebody else just did to the finalizers. */
    public Thing finalizers(Thing thing, List<String> finalizers) {
        if (finalizers.equals(thing.finalizers())) {
            return thing;
        }
        return merge(
                thing,
                Map.of(
                        "metadata",
                        Map.of("finalizers", finalizers, "resourceVersion", thing.text("/metadata/resourceVersion"))));
    }

    public Thing addFinalizer(Thing thing, String finalizer) {
        List<String> finalizers = thing.finalizers();
        if (thing.deleting() || finalizers.contains(finalizer)) {
            return thing;
        }
        finalizers.add(finalizer);
        return finalizers(thing, finalizers);
    }

    public void removeFinalizer(Thing thing, String finalizer) {
        List<String> finalizers = thing.finalizers();
        finalizers.remove(finalizer);
        finalizers(thing, finalizers);
    }

    /** Of this very object, unless it is going already. */
    public void delete(Thing thing) {
        if (!thing.deleting()) {
            resource(thing).delete();
        }
    }

    /** A pod's end, as its kubelet reports it. */
    public void deleteNow(Thing thing) {
        resource(thing).withGracePeriod(0).delete();
    }

    /** Ends the deletion of a namespace that is empty. */
    public void finalizeNamespace(Thing namespace) {
        ObjectNode body = namespace.json().deepCopy();
        body.withObject("/spec").putArray("finalizers");
        client.raw("/api/v1/namespaces/" + namespace.name() + "/finalize", "PUT", body.toString());
    }

    private Resource<GenericKubernetesResource> resource(Thing thing) {
        return thing.kind().resource().namespaced()
                ? client.genericKubernetesResources(thing.kind().context())
                        .inNamespace(thing.namespace())
                        .withName(thing.name())
                : client.genericKubernetesResources(thing.kind().context()).withName(thing.name());
    }

    private Copies known(Kind kind) {
        Copies found = copies.get(kind);
        if (found == null) {
            throw new IllegalArgumentException(kind + " is not watched");
        }
        return found;
    }

    private Thing remember(Kind kind, GenericKubernetesResource answer) {
        return known(kind).put(answer);
    }

    /** Items of a list do not say what they are. */
    private static Thing thing(Kind kind, GenericKubernetesResource resource) {
        ObjectNode json = Json.object(resource);
        json.put("apiVersion", kind.resource().groupVersion()).put("kind", kind.kind());
        return new Thing(kind, json);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** The copies of one kind; newer ones win, and what is gone does not come back with an older answer. */
    private final class Copies implements ResourceEventHandler<GenericKubernetesResource> {

        private final Kind kind;
        private final Map<String, Thing> things = new ConcurrentSkipListMap<>();
        private final Set<String> gone = ConcurrentHashMap.newKeySet();

        private Copies(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource added) {
            put(added);
        }

        @Override
        public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource updated) {
            put(updated);
        }

        @Override
        public synchronized void onDelete(GenericKubernetesResource deleted, boolean unknown) {
            Thing last = thing(kind, deleted);
            gone.add(last.uid());
            things.computeIfPresent(
                    key(last.namespace(), last.name()),
                    (key, known) -> known.uid().equals(last.uid()) ? null : known);
            listeners.forEach(Runnable::run);
        }

        private synchronized Thing put(GenericKubernetesResource resource) {
            Thing thing = thing(kind, resource);
            String key = key(thing.namespace(), thing.name());
            Thing known = things.get(key);
            boolean newer = known == null || thing.resourceVersion() >= known.resourceVersion();
            if (newer && !gone.contains(thing.uid())) {
                things.put(key, thing);
                listeners.forEach(Runnable::run);
            }
            return thing;
        }
    }
}
