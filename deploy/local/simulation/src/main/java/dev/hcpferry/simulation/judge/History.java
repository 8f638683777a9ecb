package dev.hcpferry.simulation.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics tell, read without the product's own reader. */
public final class History {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "ROLLED_BACK", "HELD", "CANCELLED");

    private final List<String> texts = new ArrayList<>();
    private final Map<String, List<String>> migrationsByTopic = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Set<String> approved = new TreeSet<>();
    private boolean dryRunAsked;
    private boolean cleanedUnapproved;

    public History(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            texts.add(text);
            JsonNode json = read(text);
            String migration = json.path("migrationId").asText();
            migrationsByTopic
                    .computeIfAbsent(record.topic(), first -> new ArrayList<>())
                    .add(migration);
            dryRunAsked |= json.path("dryRun").asBoolean();
            if (json.path("command").asText().equals(Command.APPROVE_CLEANUP.name())) {
                approved.add(migration);
            }
            if (record.topic().equals(EventType.PROGRESS.topic())) {
                cleanedUnapproved |= !approved.contains(migration)
                        && json.path("phase").asText().equals("CLEANUP")
                        && json.path("state").asText().equals("RUNNING");
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

    /** The migrations whose cleanup waits for somebody's word. */
    public List<String> awaitingApproval() {
        return states.entrySet().stream()
                .filter(state ->
                        state.getKey().endsWith(" CLEANUP") && state.getValue().equals("WAITING"))
                .map(state -> state.getKey().substring(0, state.getKey().indexOf(' ')))
                .toList();
    }

    /** Whether a cleanup ever began before somebody had allowed it. */
    boolean cleanedUnapproved() {
        return cleanedUnapproved;
    }

    /** Whether somebody has asked how a migration would go. */
    boolean dryRunAsked() {
        return dryRunAsked;
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
