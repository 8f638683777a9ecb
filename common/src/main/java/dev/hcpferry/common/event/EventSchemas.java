package dev.hcpferry.common.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The JSON Schemas of {@code docs/events}: everything that comes from outside passes through them. Safe for threads. */
public final class EventSchemas {
    private static final Map<EventType, Schema> SCHEMAS = load();

    private EventSchemas() {}

    /** Every field that is not as the schema demands; empty when the event is well-formed. Values are never quoted. */
    public static List<FieldError> check(EventType type, JsonNode data) {
        return Objects.requireNonNull(SCHEMAS.get(type)).validate(data.toString(), InputFormat.JSON).stream()
                .map(EventSchemas::fieldError)
                .distinct()
                .toList();
    }

    private static FieldError fieldError(Error error) {
        String path = error.getInstanceLocation()
                .toString()
                .replaceFirst("^[$/]+", "")
                .replace('/', '.');
        String property = error.getProperty();
        String field = property == null ? path : path.isEmpty() ? property : path + "." + property;
        String detail = switch (error.getKeyword()) {
            case "required" -> "is required";
            case "type" -> "has the wrong type";
            case "enum" -> "is not one of the allowed values";
            case "pattern", "not" -> "has not the required form";
            case "maxLength", "maxItems" -> "is too long";
            case "minimum" -> "is too small";
            default -> "violates " + error.getKeyword();
        };
        return new FieldError(field.isEmpty() ? "(event)" : field, detail);
    }

    private static Map<EventType, Schema> load() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<EventType, Schema> schemas = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            try (InputStream file = EventSchemas.class.getResourceAsStream(type.schemaFile())) {
                byte[] content = Objects.requireNonNull(file, type.schemaFile()).readAllBytes();
                schemas.put(type, registry.getSchema(new String(content, StandardCharsets.UTF_8), InputFormat.JSON));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(type.schemaFile(), unreadable);
            }
        }
        return schemas;
    }

    /** A field, with dots between its parents' names, and what is wrong with it. */
    public record FieldError(String field, String detail) {
        @Override
        public String toString() {
            return field + " " + detail;
        }
    }
}
