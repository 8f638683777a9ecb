package dev.hcpferry.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.model.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published schemas and the records in the code say the same. */
class EventSchemasTest {

    @ParameterizedTest
    @EnumSource
    void fullEventIsAcceptedByItsSchema(EventType type) {
        JsonNode written = EventJson.MAPPER.valueToTree(EventSamples.of(type));

        assertThat(EventSchemas.check(type, written)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fullEventSurvivesTheWayOverTheWire(EventType type) {
        MigrationEvent sent = EventSamples.of(type);

        Decoding received = EventDecoder.decode(type, Records.of(type, EventJson.MAPPER.valueToTree(sent)));

        assertThat(received).isEqualTo(new Decoding.Decoded(sent, "id-1"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfTheRecordIsInTheSchemaAndViceVersa(EventType type) throws IOException {
        assertSame(type.name(), schema(type), type.recordType());
    }

    @ParameterizedTest
    @EnumSource
    void everyRequiredFieldIsMissedByItsName(EventType type) throws IOException {
        for (JsonNode required : schema(type).path("required")) {
            ObjectNode event = EventJson.MAPPER.valueToTree(EventSamples.of(type));
            event.remove(required.asText());

            assertThat(EventSchemas.check(type, event))
                    .containsExactly(new EventSchemas.FieldError(required.asText(), "is required"));
        }
    }

    private static void assertSame(String path, JsonNode schema, Class<?> recordType) {
        Set<String> components = new HashSet<>();
        for (RecordComponent component : recordType.getRecordComponents()) {
            // An event that is quoted does not repeat the request.
            if (path.endsWith(".backup") && "request".equals(component.getName())) {
                continue;
            }
            components.add(component.getName());
            assertSame(
                    path + "." + component.getName(),
                    schema.path("properties").path(component.getName()),
                    component.getGenericType());
        }
        assertThat(names(schema)).as(path).isEqualTo(components);
    }

    private static void assertSame(String path, JsonNode schema, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            assertSame(path, schema.path("items"), list.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            Set<String> allowed = new HashSet<>();
            schema.path("enum").forEach(value -> allowed.add(value.asText()));
            assertThat(allowed)
                    .as(path)
                    .isEqualTo(Set.copyOf(Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList()));
        } else if (type instanceof Class<?> plain && plain.isRecord() && plain != S3Location.class) {
            assertSame(path, schema, plain);
        }
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("properties").properties().stream().map(Map.Entry::getKey).forEach(names::add);
        return names;
    }

    private static JsonNode schema(EventType type) throws IOException {
        try (InputStream file = EventSchemas.class.getResourceAsStream(type.schemaFile())) {
            return EventJson.MAPPER.readTree(Objects.requireNonNull(file, type.schemaFile()));
        }
    }
}
