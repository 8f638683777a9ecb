package dev.hcpferry.backup;

import dev.hcpferry.backup.dryrun.DryRun;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.messaging.RequestDefaults;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inquiry;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Plugs the backup into the machinery that all services share. */
@ApplicationScoped
public class BackupDefinition implements PhaseDefinition<MigrationRequested> {
    private final Systems systems;

    public BackupDefinition(Systems systems) {
        this.systems = systems;
    }

    @Override
    public PhaseName name() {
        return PhaseName.BACKUP;
    }

    @Override
    public Class<MigrationRequested> inputType() {
        return MigrationRequested.class;
    }

    @Override
    public EventType output() {
        return EventType.BACKUP_COMPLETED;
    }

    @Override
    public MigrationRequested requestOf(MigrationRequested input) {
        return new RequestDefaults(systems.settings()).fill(input);
    }

    @Override
    public Duration deadline(MigrationRequested request) {
        MigrationRequested.Deadlines deadlines = request.deadlines();
        Duration asked = deadlines == null ? null : deadlines.backup();
        return Objects.requireNonNullElse(asked, systems.settings().deadline().backup());
    }

    @Override
    public Optional<Inquiry> inquiry(MigrationRequested input) {
        return input.dryRun()
                ? Optional.of(() -> new DryRun(requestOf(input), systems.readOnly()).run())
                : Optional.empty();
    }

    @Override
    public BackupExecution open(MigrationRequested input, PhaseRun run) {
        return new BackupExecution(new BackupContext(requestOf(input), run, systems));
    }
}
