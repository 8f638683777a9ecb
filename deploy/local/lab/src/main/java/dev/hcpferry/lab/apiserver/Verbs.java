package dev.hcpferry.lab.apiserver;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an API server does with objects: the rules of create, update, patch and delete.
 *
 * <p>A deletion only marks what has finalizers, pods with a grace period, and namespaces; it ends when the last finalizer
 * goes, when a pod is deleted without grace, when a namespace is finalized.
 */
public final class Verbs {

    static final String STATUS = "status";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.:]{0,251}[a-z0-9])?");
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final ObjectStore store;
    private final Admission admission;
    private final Random random = new Random();

    public Verbs(ObjectStore store, Admission admission) {
        this.store = store;
        this.admission = admission;
    }

    ObjectStore store() {
        return store;
    }

    ObjectNode get(ObjectKey key) {
        ObjectNode found = store.get(key);
        if (found == null) {
            throw ApiProblem.notFound(key.resource(), key.name());
        }
        return found;
    }

    ObjectNode create(ApiResource resource, String namespace, ObjectNode body, boolean dryRun) {
        ObjectNode object = body.deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        String name = name(metadata);
        if (!NAME.matcher(name).matches()) {
            throw ApiProblem.invalid(resource, name, "metadata.name: Invalid value");
        }
        if (!namespace.equals(metadata.path("namespace").asText(namespace))) {
            throw ApiProblem.badRequest("the namespace of the provided object does not match the namespace sent");
        }
        if (metadata.hasNonNull("resourceVersion")) {
            throw ApiProblem.badRequest("resourceVersion should not be set on objects to be created");
        }
        requireNamespace(resource, namespace);
        metadata.put("name", name);
        if (resource.namespaced()) {
            metadata.put("namespace", namespace);
        }
        metadata.remove("deletionTimestamp");
        metadata.remove("deletionGracePeriodSeconds");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        if (resource.status()) {
            object.remove(STATUS);
            metadata.put("generation", 1);
        }
        identify(resource, object);
        if (resource.isNamespace()) {
            object.withObject("/spec").putArray("finalizers").add("kubernetes");
            object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", name);
            object.withObject("/status").put("phase", "Active");
        }
        admission.check(resource, null, object);
        return write(
                new ObjectKey(resource, namespace, name),
                before -> {
                    if (before != null) {
                        throw ApiProblem.alreadyExists(resource, name);
                    }
                    return object;
                },
                dryRun);
    }

    ObjectNode replace(ObjectKey key, String subresource, ObjectNode body, boolean dryRun) {
        if (key.resource().custom() && !body.path("metadata").hasNonNull("resourceVersion")) {
            throw ApiProblem.invalid(
                    key.resource(), key.name(), "metadata.resourceVersion: must be specified for an update");
        }
        return update(key, subresource, before -> body.deepCopy(), dryRun);
    }

    ObjectNode mergePatch(ObjectKey key, String subresource, JsonNode patch, boolean dryRun) {
        return update(key, subresource, before -> (ObjectNode) MergePatch.apply(before, patch), dryRun);
    }

    ObjectNode jsonPatch(ObjectKey key, String subresource, JsonNode patch, boolean dryRun) {
        return update(
                key,
                subresource,
                before -> {
                    try {
                        return (ObjectNode) JsonPatch.apply(patch, before.deepCopy());
                    } catch (JsonPatchException refused) {
                        throw ApiProblem.invalid(
                                key.resource(), key.name(), requireNonNullElse(refused.getMessage(), "patch"));
                    }
                },
                dryRun);
    }

    /** The end of a namespace's deletion: its own finalizers are what this request says. */
    ObjectNode finalizeNamespace(ObjectKey key, ObjectNode body) {
        return write(
                key,
                before -> {
                    ObjectNode after = required(key, before).deepCopy();
                    after.withObject("/spec")
                            .set("finalizers", body.path("spec").path("finalizers"));
                    return isDone(key.resource(), after) ? null : after;
                },
                false);
    }

    ObjectNode delete(ObjectKey key, DeleteOptions options) {
        return write(
                key,
                before -> {
                    ObjectNode current = required(key, before);
                    options.check(key, current);
                    ObjectNode after = current.deepCopy();
                    ObjectNode metadata = after.withObject("/metadata");
                    long grace = key.resource().isPod() ? options.grace(current) : 0;
                    if (!isDeleting(after)) {
                        metadata.put("deletionTimestamp", now());
                        metadata.put("deletionGracePeriodSeconds", grace);
                        bumpGeneration(metadata);
                        if (key.resource().isNamespace()) {
                            after.withObject("/status").put("phase", "Terminating");
                        }
                    } else if (grace
                            < metadata.path("deletionGracePeriodSeconds").asLong()) {
                        metadata.put("deletionGracePeriodSeconds", grace);
                    }
                    return isDone(key.resource(), after) ? null : after;
                },
                options.dryRun());
    }

    void deleteAll(Predicate<ObjectKey> where, Selector selector, DeleteOptions options) {
        store.select(where).objects().forEach((key, object) -> {
            if (selector.matches(object)) {
                delete(key, options);
            }
        });
    }

    private ObjectNode update(ObjectKey key, String subresource, UnaryOperator<ObjectNode> change, boolean dryRun) {
        ApiResource resource = key.resource();
        return write(
                key,
                before -> {
                    ObjectNode current = required(key, before);
                    ObjectNode wanted = change.apply(current);
                    checkIdentity(key, current, wanted);
                    ObjectNode after = subresource.equals(STATUS)
                            ? withStatus(current.deepCopy(), wanted)
                            : resource.status() ? withStatus(wanted, current) : wanted;
                    keepServerFields(current, after);
                    identify(resource, after);
                    checkFinalizers(key, current, after);
                    if (resource.status() && !sameButMetadataAndStatus(current, after)) {
                        bumpGeneration(after.withObject("/metadata"));
                    }
                    if (!after.equals(current)) {
                        admission.check(resource, current, after);
                    }
                    return isDone(resource, after) ? null : after;
                },
                dryRun);
    }

    private ObjectNode write(ObjectKey key, UnaryOperator<@Nullable ObjectNode> change, boolean dryRun) {
        if (!dryRun) {
            return store.write(key, change);
        }
        ObjectNode before = store.get(key);
        ObjectNode after = change.apply(before);
        return after != null ? after : required(key, before);
    }

    private void requireNamespace(ApiResource resource, String namespace) {
        if (!resource.namespaced()) {
            return;
        }
        ObjectNode found = store.namespace(namespace)
                .orElseThrow(() -> new ApiProblem(404, "NotFound", "namespaces \"" + namespace + "\" not found"));
        if (isDeleting(found)) {
            throw ApiProblem.forbidden(
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    private String name(ObjectNode metadata) {
        if (metadata.hasNonNull("name")) {
            return metadata.path("name").asText();
        }
        StringBuilder name = new StringBuilder(metadata.path("generateName").asText());
        for (int i = 0; i < 5; i++) {
            name.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return name.toString();
    }

    private static ObjectNode required(ObjectKey key, @Nullable ObjectNode object) {
        if (object == null) {
            throw ApiProblem.notFound(key.resource(), key.name());
        }
        return object;
    }

    private static void checkIdentity(ObjectKey key, ObjectNode current, ObjectNode wanted) {
        JsonNode is = current.path("metadata");
        JsonNode should = wanted.path("metadata");
        if (!should.path("name").asText(key.name()).equals(key.name())) {
            throw ApiProblem.badRequest("the name of the object does not match the name on the URL");
        }
        if (should.hasNonNull("uid") && !should.path("uid").equals(is.path("uid"))) {
            throw ApiProblem.conflict(key.resource(), key.name(), "Precondition failed: UID in precondition differs");
        }
        if (should.hasNonNull("resourceVersion")
                && !should.path("resourceVersion").equals(is.path("resourceVersion"))) {
            throw ApiProblem.conflict(
                    key.resource(),
                    key.name(),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    private static void checkFinalizers(ObjectKey key, ObjectNode current, ObjectNode after) {
        if (!isDeleting(current)) {
            return;
        }
        for (JsonNode finalizer : after.path("metadata").path("finalizers")) {
            boolean known = false;
            for (JsonNode old : current.path("metadata").path("finalizers")) {
                known |= old.equals(finalizer);
            }
            if (!known) {
                throw ApiProblem.invalid(
                        key.resource(),
                        key.name(),
                        "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted");
            }
        }
    }

    private static ObjectNode withStatus(ObjectNode object, ObjectNode source) {
        if (source.has(STATUS)) {
            object.set(STATUS, source.get(STATUS));
        } else {
            object.remove(STATUS);
        }
        return object;
    }

    private static void keepServerFields(ObjectNode current, ObjectNode after) {
        ObjectNode metadata = after.withObject("/metadata");
        for (String field : new String[] {
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "resourceVersion",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds"
        }) {
            JsonNode value = current.path("metadata").get(field);
            if (value == null) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
        for (String field : new String[] {"finalizers", "labels", "annotations", "ownerReferences"}) {
            if (metadata.path(field).isEmpty()) {
                metadata.remove(field);
            }
        }
    }

    private static void identify(ApiResource resource, ObjectNode object) {
        object.put("apiVersion", resource.groupVersion());
        object.put("kind", resource.kind());
    }

    private static boolean sameButMetadataAndStatus(ObjectNode one, ObjectNode other) {
        return one.deepCopy()
                .without(List.of("metadata", STATUS))
                .equals(other.deepCopy().without(List.of("metadata", STATUS)));
    }

    private static void bumpGeneration(ObjectNode metadata) {
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
    }

    private static boolean isDeleting(ObjectNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    private static boolean isDone(ApiResource resource, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return isDeleting(object)
                && metadata.path("finalizers").isEmpty()
                && (!resource.isPod()
                        || metadata.path("deletionGracePeriodSeconds").asLong() == 0)
                && (!resource.isNamespace()
                        || object.path("spec").path("finalizers").isEmpty());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
