package dev.hcpferry.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A record of one of the product's topics, as an outsider reads it. */
public record Event(String topic, String key, Map<String, String> headers, String value, JsonNode data) {

    public String migrationId() {
        return data.path("migrationId").asText();
    }

    public String id() {
        return headers.getOrDefault("ce_id", "");
    }
}
