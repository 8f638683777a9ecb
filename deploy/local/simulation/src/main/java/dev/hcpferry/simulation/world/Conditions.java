package dev.hcpferry.simulation.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesObject;

/** Conditions of a status. */
final class Conditions {
    private Conditions() {}

    static void set(KubernetesObject object, String type, boolean holds) {
        String status = holds ? "True" : "False";
        for (JsonNode condition : object.at("/status/conditions")) {
            if (type.equals(condition.path("type").asText())) {
                ((ObjectNode) condition).put("status", status);
                return;
            }
        }
        object.json()
                .withObject("/status")
                .withArray("conditions")
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", "AsExpected");
    }
}
