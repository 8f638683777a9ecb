package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The subresource that says how many replicas a workload has. */
final class Scale {

    private Scale() {}

    static ObjectNode of(ObjectNode workload) {
        ObjectNode scale =
                JsonNodeFactory.instance.objectNode().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        scale.putObject("metadata")
                .setAll((ObjectNode) workload.path("metadata").deepCopy());
        scale.putObject("spec").set("replicas", workload.path("spec").path("replicas"));
        scale.putObject("status")
                .put("replicas", workload.path("status").path("replicas").asInt());
        return scale;
    }
}
