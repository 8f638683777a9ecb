package dev.hcpferry.common.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events: topic, CloudEvents type and record of each (CONTRACT "Events"). */
public enum EventType {
    MIGRATION_REQUESTED("hcp-migration-requested", "migration.requested", 1, MigrationRequested.class),
    BACKUP_COMPLETED("hcp-migration-backup-completed", "migration.backup-completed", 1, BackupCompleted.class),
    RESTORE_COMPLETED("hcp-migration-restore-completed", "migration.restore-completed", 1, RestoreCompleted.class),
    SOURCE_CLEANED("hcp-migration-source-cleaned", "migration.source-cleaned", 1, SourceCleaned.class),
    PHASE_FAILED("hcp-migration-phase-failed", "migration.phase-failed", 1, PhaseFailed.class),
    SOURCE_RESUMED("hcp-migration-source-resumed", "migration.source-resumed", 1, SourceResumed.class),
    COMMAND("hcp-migration-commands", "migration.command", 1, MigrationCommand.class),
    PROGRESS("hcp-migration-progress", "migration.progress", 1, MigrationProgress.class),
    BUNDLE_REQUESTED("hcp-bundle-requested", "bundle.requested", 1, BundleRequested.class),
    BUNDLE_COMPLETED("hcp-bundle-completed", "bundle.completed", 1, BundleCompleted.class),
    PREFLIGHT_COMPLETED(
            "hcp-migration-preflight-completed", "migration.preflight-completed", 1, PreflightCompleted.class);

    private static final String PREFIX = "dev.hcpferry.";

    private final String topic;
    private final String name;
    private final int major;
    private final Class<? extends MigrationEvent> recordType;

    EventType(String topic, String name, int major, Class<? extends MigrationEvent> recordType) {
        this.topic = topic;
        this.name = name;
        this.major = major;
        this.recordType = recordType;
    }

    public String topic() {
        return topic;
    }

    /** The {@code ce_type} header. */
    public String ceType() {
        return PREFIX + name + ".v" + major;
    }

    /** The file name of its JSON Schema in {@code docs/events}. */
    public String schemaFile() {
        return name.replace('.', '-') + ".v" + major + ".schema.json";
    }

    public Class<? extends MigrationEvent> recordType() {
        return recordType;
    }

    public static Optional<EventType> ofTopic(String topic) {
        return Arrays.stream(values()).filter(type -> type.topic.equals(topic)).findFirst();
    }
}
