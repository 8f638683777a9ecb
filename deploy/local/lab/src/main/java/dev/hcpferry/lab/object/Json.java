package dev.hcpferry.lab.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/** JSON trees from Java's maps, lists and texts. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ObjectNode object(Object value) {
        return (ObjectNode) tree(value);
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether both are equal when null, empty, 0 and false count as absent, wherever they are. */
    static boolean equalButEmpty(JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            return covers(one, other) && covers(other, one);
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            return IntStream.range(0, one.size()).allMatch(i -> equalButEmpty(one.get(i), other.get(i)));
        }
        return one.equals(other) || (isEmpty(one) && isEmpty(other));
    }

    private static boolean covers(JsonNode one, JsonNode other) {
        return one.properties().stream().allMatch(field -> equalButEmpty(field.getValue(), other.path(field.getKey())));
    }

    private static boolean isEmpty(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING, NULL -> true;
            case ARRAY -> node.isEmpty();
            case OBJECT -> node.properties().stream().allMatch(field -> isEmpty(field.getValue()));
            case STRING -> node.asText().isEmpty();
            case NUMBER -> node.asDouble() == 0;
            case BOOLEAN -> !node.asBoolean();
            case BINARY, POJO -> false;
        };
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }
}
