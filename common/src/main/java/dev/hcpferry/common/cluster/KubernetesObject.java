package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object as its JSON, so that nothing in it is lost on the way. Mutable and not safe for threads: take a
 * {@link #copy()} before changing one that somebody else holds. {@link #toString()} never shows content.
 */
public final class KubernetesObject {
    private final ResourceKind kind;
    private final ObjectNode json;

    public KubernetesObject(ResourceKind kind, ObjectNode json) {
        this.kind = kind;
        this.json = json;
    }

    /** A new object with nothing but its identity. */
    public static KubernetesObject create(ResourceKind kind, @Nullable String namespace, String name) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = json.putObject("metadata");
        if (namespace != null) {
            metadata.put("namespace", namespace);
        }
        metadata.put("name", name);
        return new KubernetesObject(kind, json);
    }

    public KubernetesObject copy() {
        return new KubernetesObject(kind, json.deepCopy());
    }

    public ResourceKind kind() {
        return kind;
    }

    /** The object itself, not a copy. */
    public ObjectNode json() {
        return json;
    }

    public ObjectKey key() {
        return new ObjectKey(kind, namespace(), name());
    }

    public String name() {
        return metadata().path("name").asText();
    }

    public @Nullable String namespace() {
        return metadata().path("namespace").textValue();
    }

    /** Empty for an object that was not read from a server. */
    public String uid() {
        return metadata().path("uid").asText();
    }

    /** When its server created it; empty for an object that was not read from one. */
    public Optional<Instant> created() {
        return text("/metadata/creationTimestamp").map(Instant::parse);
    }

    public boolean deleting() {
        return metadata().hasNonNull("deletionTimestamp");
    }

    public ObjectNode metadata() {
        return json.withObject("/metadata");
    }

    public ObjectNode spec() {
        return json.withObject("/spec");
    }

    /** The value at a JSON pointer; a missing node when there is none. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** The text at a JSON pointer; empty when there is none or it is blank. */
    public Optional<String> text(String pointer) {
        return Optional.ofNullable(json.at(pointer).textValue()).filter(text -> !text.isBlank());
    }

    public Optional<String> annotation(String name) {
        return Optional.ofNullable(metadata().path("annotations").path(name).textValue());
    }

    public Map<String, String> annotations() {
        return strings("annotations");
    }

    public Map<String, String> labels() {
        return strings("labels");
    }

    public void annotate(String name, String value) {
        metadata().withObjectProperty("annotations").put(name, value);
    }

    public void removeAnnotation(String name) {
        removeFrom("annotations", name);
    }

    public void label(String name, String value) {
        metadata().withObjectProperty("labels").put(name, value);
    }

    public void removeLabel(String name) {
        removeFrom("labels", name);
    }

    public List<String> finalizers() {
        List<String> found = new ArrayList<>();
        metadata().path("finalizers").forEach(finalizer -> found.add(finalizer.asText()));
        return found;
    }

    public void setFinalizers(List<String> finalizers) {
        metadata().remove("finalizers");
        if (!finalizers.isEmpty()) {
            ArrayNode array = metadata().putArray("finalizers");
            finalizers.forEach(array::add);
        }
    }

    public List<OwnerReference> ownerReferences() {
        List<OwnerReference> found = new ArrayList<>();
        metadata()
                .path("ownerReferences")
                .forEach(owner -> found.add(new OwnerReference(
                        owner.path("apiVersion").asText(),
                        owner.path("kind").asText(),
                        owner.path("name").asText(),
                        owner.path("uid").asText(),
                        owner.path("controller").asBoolean(),
                        owner.path("blockOwnerDeletion").asBoolean())));
        return found;
    }

    public void setOwnerReferences(List<OwnerReference> owners) {
        metadata().remove("ownerReferences");
        if (owners.isEmpty()) {
            return;
        }
        ArrayNode array = metadata().putArray("ownerReferences");
        for (OwnerReference owner : owners) {
            ObjectNode entry = array.addObject()
                    .put("apiVersion", owner.apiVersion())
                    .put("kind", owner.kind())
                    .put("name", owner.name())
                    .put("uid", owner.uid());
            if (owner.controller()) {
                entry.put("controller", true);
            }
            if (owner.blockOwnerDeletion()) {
                entry.put("blockOwnerDeletion", true);
            }
        }
    }

    /** Whether {@code status.conditions} holds this type with status True. */
    public boolean conditionIsTrue(String type) {
        return condition(type)
                .map(found -> "True".equals(found.path("status").asText()))
                .orElse(false);
    }

    public Optional<JsonNode> condition(String type) {
        for (JsonNode condition : json.at("/status/conditions")) {
            if (type.equals(condition.path("type").asText())) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return key().toString();
    }

    private Map<String, String> strings(String field) {
        return metadata().path(field).properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private void removeFrom(String field, String name) {
        if (metadata().get(field) instanceof ObjectNode entries) {
            entries.remove(name);
            if (entries.isEmpty()) {
                metadata().remove(field);
            }
        }
    }
}
