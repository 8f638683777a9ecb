package dev.hcpferry.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A record of one of the product's topics, as an outsider reads it. */
public record Event(String topic, String key, Map<String, String> headers, String value, JsonNode data) {
    public static final String REQUESTED = "hcp-migration-requested";
    public static final String BACKUP_COMPLETED = "hcp-migration-backup-completed";
    public static final String RESTORE_COMPLETED = "hcp-migration-restore-completed";
    public static final String SOURCE_CLEANED = "hcp-migration-source-cleaned";
    public static final String PHASE_FAILED = "hcp-migration-phase-failed";
    public static final String SOURCE_RESUMED = "hcp-migration-source-resumed";
    public static final String PROGRESS = "hcp-migration-progress";
    public static final String DEAD_LETTERS = "hcp-migration-dead-letters";

    public String migrationId() {
        return data.path("migrationId").asText();
    }

    public String id() {
        return headers.getOrDefault("ce_id", "");
    }

    /** A text of the data; empty when it has none of this name. */
    public String text(String field) {
        return data.path(field).asText();
    }

    /** A time of the data. */
    public Instant time(String field) {
        return Instant.parse(text(field));
    }

    /** Whether it tells that a step of a phase is under way. */
    public boolean runsStep() {
        return topic.equals(PROGRESS)
                && text("state").equals("RUNNING")
                && !text("step").isEmpty();
    }

    /** Whether it ends a migration, well or not: after a failure that is rolled back, that is the resumed source. */
    public boolean ends() {
        return Set.of(SOURCE_CLEANED, SOURCE_RESUMED).contains(topic)
                || (topic.equals(PHASE_FAILED) && Set.of("HELD", "NOT_NEEDED").contains(text("rollback")));
    }
}
