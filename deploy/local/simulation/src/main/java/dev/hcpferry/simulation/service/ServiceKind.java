package dev.hcpferry.simulation.service;

import dev.hcpferry.common.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The services and what they read. */
public enum ServiceKind {
    BACKUP(EventType.MIGRATION_REQUESTED, EventType.PHASE_FAILED),
    RESTORE(EventType.BACKUP_COMPLETED),
    CLEANUP(EventType.RESTORE_COMPLETED);

    private final List<String> inputs;

    ServiceKind(EventType... inputs) {
        this.inputs = Arrays.stream(inputs).map(EventType::topic).toList();
    }

    /** The topics whose records it works on, commands apart. */
    public List<String> inputs() {
        return inputs;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }
}
