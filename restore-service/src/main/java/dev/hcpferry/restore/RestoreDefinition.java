package dev.hcpferry.restore;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/** Plugs the restore into the machinery that all services share. */
@ApplicationScoped
public class RestoreDefinition implements PhaseDefinition<BackupCompleted> {
    private final Systems systems;

    public RestoreDefinition(Systems systems) {
        this.systems = systems;
    }

    @Override
    public PhaseName name() {
        return PhaseName.RESTORE;
    }

    @Override
    public Class<BackupCompleted> inputType() {
        return BackupCompleted.class;
    }

    @Override
    public EventType output() {
        return EventType.RESTORE_COMPLETED;
    }

    @Override
    public MigrationRequested requestOf(BackupCompleted input) {
        return Objects.requireNonNull(input.request(), "BackupCompleted carries its request");
    }

    @Override
    public Duration deadline(MigrationRequested request) {
        MigrationRequested.Deadlines deadlines = request.deadlines();
        Duration asked = deadlines == null ? null : deadlines.restore();
        return Objects.requireNonNullElse(asked, systems.settings().deadline().restore());
    }

    @Override
    public RestoreExecution open(BackupCompleted input, PhaseRun run) {
        return new RestoreExecution(new RestoreContext(requestOf(input), input, run, systems));
    }
}
