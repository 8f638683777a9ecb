package dev.hcpferry.common.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Kafka records as a producer would send them. */
final class Records {
    private Records() {}

    static CloudEvent of(EventType type, JsonNode data) {
        return of(type, data.toString());
    }

    static CloudEvent of(EventType type, String data) {
        return with("id-1", type.ceType(), EventSamples.HOSTED_CLUSTER.subject(), data);
    }

    static CloudEvent with(String id, String ceType, String key, String data) {
        return new CloudEvent(
                key,
                Map.of("ce_specversion", "1.0", "ce_id", id, "ce_type", ceType),
                data.getBytes(StandardCharsets.UTF_8));
    }
}
