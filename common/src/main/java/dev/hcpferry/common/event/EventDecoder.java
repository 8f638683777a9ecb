package dev.hcpferry.common.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.event.Decoding.Decoded;
import dev.hcpferry.common.event.Decoding.Reason;
import dev.hcpferry.common.event.Decoding.Undecodable;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns records of a topic into events. Never throws, whatever the record holds. Safe for threads. */
public final class EventDecoder {
    /** No event of the product comes near; SourceCleaned of a large hosted cluster is the longest. */
    public static final int MAX_BYTES = 900 * 1024;

    private static final int MAX_ID = 63;
    private static final Set<EventType> NAMED_BY_CE_ID =
            EnumSet.of(EventType.MIGRATION_REQUESTED, EventType.BUNDLE_REQUESTED);

    private EventDecoder() {}

    public static Decoding decode(EventType type, CloudEvent record) {
        byte[] value = record.value();
        if (value != null && value.length > MAX_BYTES) {
            return new Undecodable(Reason.TOO_LARGE, value.length + " bytes, at most " + MAX_BYTES + " are read");
        }
        if (!"1.0".equals(record.headers().get("ce_specversion")) || record.id().isBlank()) {
            return new Undecodable(Reason.NOT_A_CLOUD_EVENT, "ce_specversion 1.0 and ce_id are needed");
        }
        if (!type.ceType().equals(record.headers().get("ce_type"))) {
            return new Undecodable(Reason.UNKNOWN_TYPE, "ce_type is not " + type.ceType());
        }
        try {
            JsonNode data = value == null ? null : EventJson.MAPPER.readTree(value);
            return data instanceof ObjectNode object
                    ? bind(type, object, record)
                    : new Undecodable(Reason.NOT_JSON, "the value is not a JSON object");
        } catch (IOException notJson) {
            return new Undecodable(Reason.NOT_JSON, "the value is not a JSON object");
        }
    }

    private static Decoding bind(EventType type, ObjectNode data, CloudEvent record) {
        List<FieldError> errors = EventSchemas.check(type, data);
        if (!errors.isEmpty()) {
            return new Undecodable(
                    Reason.SCHEMA_VIOLATED,
                    errors.stream().limit(20).map(FieldError::toString).collect(Collectors.joining("; ")));
        }
        if (NAMED_BY_CE_ID.contains(type) && !data.hasNonNull("migrationId")) {
            data.put("migrationId", normalised(record.id()));
        }
        JsonNode hostedCluster =
                data.has("hostedCluster") ? data.path("hostedCluster") : data.at("/request/hostedCluster");
        String subject = hostedCluster.path("namespace").asText() + "/"
                + hostedCluster.path("name").asText();
        if (hostedCluster.isObject() && type != EventType.PROGRESS && !subject.equals(record.key())) {
            return new Undecodable(Reason.KEY_MISMATCH, "the record key is not the hosted cluster's namespace/name");
        }
        try {
            return new Decoded(EventJson.MAPPER.treeToValue(data, type.recordType()), record.id());
        } catch (JsonProcessingException | IllegalArgumentException unbindable) {
            return new Undecodable(Reason.SCHEMA_VIOLATED, "the event can't be read");
        }
    }

    /** A migration id out of any text: lower case, everything else becomes dashes. */
    public static String normalised(String ceId) {
        String id = ceId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String shortened = id.length() > MAX_ID ? id.substring(0, MAX_ID) : id;
        String trimmed = shortened.replaceAll("-+$", "");
        return trimmed.isEmpty() ? "migration" : trimmed;
    }
}
