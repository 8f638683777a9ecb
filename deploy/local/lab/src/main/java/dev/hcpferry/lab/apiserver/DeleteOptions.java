package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a DELETE request, of which preconditions and grace period count. */
record DeleteOptions(JsonNode body, boolean dryRun) {

    private static final int DEFAULT_GRACE = 30;

    void check(ObjectKey key, ObjectNode current) {
        for (String field : new String[] {"uid", "resourceVersion"}) {
            JsonNode wanted = body.path("preconditions").path(field);
            JsonNode is = current.path("metadata").path(field);
            if (wanted.isTextual() && !wanted.equals(is)) {
                throw ApiProblem.conflict(
                        key.resource(),
                        key.name(),
                        "Precondition failed: " + field + " in precondition: " + wanted.asText() + ", " + field
                                + " in object meta: " + is.asText());
            }
        }
    }

    long grace(ObjectNode pod) {
        JsonNode asked = body.path("gracePeriodSeconds");
        return asked.isNumber()
                ? asked.asLong()
                : pod.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE);
    }
}
