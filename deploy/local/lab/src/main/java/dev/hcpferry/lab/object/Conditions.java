package dev.hcpferry.lab.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The conditions of a status, collected. One whose status did not change keeps its transition time. */
public final class Conditions {

    private final Thing before;
    private final Map<String, ObjectNode> conditions = new LinkedHashMap<>();

    /** Starts from those the object has. */
    public Conditions(Thing before) {
        this.before = before;
        before.at("/status/conditions")
                .forEach(one -> conditions.put(one.path("type").asText(), ((ObjectNode) one).deepCopy()));
    }

    public Conditions set(String type, boolean status) {
        return set(type, status, "AsExpected", "");
    }

    public Conditions set(String type, boolean status, String reason, String message) {
        return set(type, status ? "True" : "False", reason, message);
    }

    public Conditions set(String type, String status, String reason, String message) {
        String since = before.condition(type)
                .filter(one -> one.path("status").asText().equals(status))
                .map(one -> one.path("lastTransitionTime").asText())
                .orElseGet(Conditions::now);
        ObjectNode condition = Json.object()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", since);
        if (before.kind().resource().custom()) { // conditions of built-in kinds do not have it
            condition.put("observedGeneration", before.number("/metadata/generation"));
        }
        conditions.put(type, condition);
        return this;
    }

    public boolean isTrue(String type) {
        ObjectNode found = conditions.get(type);
        return found != null && found.path("status").asText().equals("True");
    }

    public ArrayNode toJson() {
        ArrayNode array = Json.array();
        conditions.values().forEach(array::add);
        return array;
    }

    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
