package dev.hcpferry.simulation.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hcpferry.common.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics tell, read without the product's own reader. */
public final class History {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "ROLLED_BACK", "HELD", "CANCELLED");

    private final List<String> texts = new ArrayList<>();
    private final Map<String, List<String>> migrationsByTopic = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();

    public History(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            texts.add(text);
            JsonNode json = read(text);
            String migration = json.path("migrationId").asText();
            migrationsByTopic
                    .computeIfAbsent(record.topic(), first -> new ArrayList<>())
                    .add(migration);
            if (record.topic().equals(EventType.PROGRESS.topic())) {
                states.put(
                        migration + " " + json.path("phase").asText(),
                        json.path("state").asText());
            }
        }
    }

    /** Everything that was ever told. */
    List<String> texts() {
        return texts;
    }

    boolean tells(EventType type) {
        return migrationsByTopic.containsKey(type.topic());
    }

    /** The migrations of which there is such an event. */
    List<String> migrations(EventType type) {
        return migrationsByTopic.getOrDefault(type.topic(), List.of());
    }

    /** The last state of every phase, by migration and phase. */
    public Map<String, String> states() {
        return states;
    }

    /** Whether somebody waits for a human. */
    public boolean held() {
        return states.containsValue("HELD");
    }

    /** Whether a phase failed before it touched anything. */
    public boolean failed() {
        return states.containsValue("FAILED");
    }

    List<String> unended() {
        return states.entrySet().stream()
                .filter(state -> !ENDED.contains(state.getValue()))
                .map(Object::toString)
                .toList();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
