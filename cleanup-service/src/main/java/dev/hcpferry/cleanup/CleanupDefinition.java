package dev.hcpferry.cleanup;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/** Plugs the cleanup into the machinery that all services share. */
@ApplicationScoped
public class CleanupDefinition implements PhaseDefinition<RestoreCompleted> {
    private final Systems systems;

    public CleanupDefinition(Systems systems) {
        this.systems = systems;
    }

    @Override
    public PhaseName name() {
        return PhaseName.CLEANUP;
    }

    @Override
    public Class<RestoreCompleted> inputType() {
        return RestoreCompleted.class;
    }

    @Override
    public EventType output() {
        return EventType.SOURCE_CLEANED;
    }

    @Override
    public MigrationRequested requestOf(RestoreCompleted input) {
        return input.request();
    }

    @Override
    public Duration deadline(MigrationRequested request) {
        MigrationRequested.Deadlines deadlines = request.deadlines();
        Duration asked = deadlines == null ? null : deadlines.cleanup();
        return Objects.requireNonNullElse(asked, systems.settings().deadline().cleanup());
    }

    @Override
    public Start start(RestoreCompleted input) {
        return switch (input.request().cleanup()) {
            case AUTOMATIC -> Start.AT_ONCE;
            case AFTER_APPROVAL -> Start.AFTER_APPROVAL;
            case NEVER -> Start.NEVER;
        };
    }

    @Override
    public CleanupExecution open(RestoreCompleted input, PhaseRun run) {
        return new CleanupExecution(new CleanupContext(requestOf(input), input, run, systems));
    }
}
