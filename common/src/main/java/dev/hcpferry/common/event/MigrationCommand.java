package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A human steers a running migration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationCommand(
        String migrationId, Command command, @Nullable String requestedBy) implements MigrationEvent {

    @Override
    public EventType type() {
        return EventType.COMMAND;
    }

    public enum Command {
        CANCEL,
        APPROVE_CLEANUP,
        RETRY
    }
}
