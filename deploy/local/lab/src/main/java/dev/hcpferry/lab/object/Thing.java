package dev.hcpferry.lab.object;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One object of a cluster, as it was when it was read. Absent texts are empty, absent numbers 0. */
public record Thing(Kind kind, ObjectNode json) {

    private static final Map<String, JsonPointer> POINTERS = new ConcurrentHashMap<>();

    public static Thing of(ObjectNode json) {
        return new Thing(
                Kind.of(json.path("apiVersion").asText(), json.path("kind").asText()), json);
    }

    /** A new object without content. */
    public static Thing named(Kind kind, String namespace, String name) {
        ObjectNode json =
                Json.object().put("apiVersion", kind.resource().groupVersion()).put("kind", kind.kind());
        ObjectNode metadata = json.putObject("metadata").put("name", name);
        if (kind.resource().namespaced()) {
            metadata.put("namespace", namespace);
        }
        return new Thing(kind, json);
    }

    public JsonNode at(String pointer) {
        return json.at(POINTERS.computeIfAbsent(pointer, JsonPointer::compile));
    }

    public String text(String pointer) {
        return at(pointer).asText("");
    }

    public int number(String pointer) {
        return at(pointer).asInt(0);
    }

    public String name() {
        return metadata("name");
    }

    public String namespace() {
        return metadata("namespace");
    }

    public String uid() {
        return metadata("uid");
    }

    public long resourceVersion() {
        return json.path("metadata").path("resourceVersion").asLong();
    }

    /** {@code Kind namespace/name}, for messages. */
    public String label() {
        return kind.kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }

    public boolean deleting() {
        return json.path("metadata").has("deletionTimestamp");
    }

    /** Empty when there is none of this name. */
    public String annotation(String name) {
        return json.path("metadata").path("annotations").path(name).asText("");
    }

    public boolean annotated(String name) {
        return json.path("metadata").path("annotations").has(name);
    }

    public Map<String, String> labels() {
        return texts(json.path("metadata").path("labels"));
    }

    public List<String> finalizers() {
        List<String> found = new ArrayList<>();
        json.path("metadata").path("finalizers").forEach(one -> found.add(one.asText()));
        return found;
    }

    public boolean hasOwners() {
        return !json.path("metadata").path("ownerReferences").isEmpty();
    }

    public List<OwnerReference> owners() {
        List<OwnerReference> found = new ArrayList<>();
        for (JsonNode one : json.path("metadata").path("ownerReferences")) {
            found.add(new OwnerReference(
                    one.path("apiVersion").asText(),
                    one.path("kind").asText(),
                    one.path("name").asText(),
                    one.path("uid").asText(),
                    one.path("controller").asBoolean()));
        }
        return found;
    }

    public boolean ownedBy(Thing owner) {
        for (JsonNode one : json.path("metadata").path("ownerReferences")) {
            if (one.path("uid").asText().equals(owner.uid())) {
                return true;
            }
        }
        return false;
    }

    public boolean controlled() {
        return owners().stream().anyMatch(OwnerReference::controller);
    }

    /** A Secret's value, decoded. */
    public Optional<String> secret(String key) {
        JsonNode value = json.path("data").path(key);
        return value.isMissingNode()
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8));
    }

    /** {@code status.conditions} by type. */
    public Optional<JsonNode> condition(String type) {
        for (JsonNode one : json.path("status").path("conditions")) {
            if (one.path("type").asText().equals(type)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    public boolean isTrue(String type) {
        return condition(type)
                .filter(one -> one.path("status").asText().equals("True"))
                .isPresent();
    }

    /** This object with these owners and no others. */
    public Thing withOwners(OwnerReference... owners) {
        ObjectNode copy = json.deepCopy();
        var references = copy.withObject("/metadata").putArray("ownerReferences");
        for (OwnerReference owner : owners) {
            references.add(owner.toJson());
        }
        return new Thing(kind, copy);
    }

    /** This object with some fields set, as a merge patch does. */
    public Thing with(String pointer, Object value) {
        ObjectNode copy = json.deepCopy();
        int last = pointer.lastIndexOf('/');
        copy.withObject(pointer.substring(0, last)).set(pointer.substring(last + 1), Json.tree(value));
        return new Thing(kind, copy);
    }

    private String metadata(String field) {
        return json.path("metadata").path(field).asText("");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> found = new TreeMap<>();
        object.properties()
                .forEach(one -> found.put(one.getKey(), one.getValue().asText()));
        return found;
    }
}
