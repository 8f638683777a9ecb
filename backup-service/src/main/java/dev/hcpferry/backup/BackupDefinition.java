package dev.hcpferry.backup;

import dev.hcpferry.backup.adopt.AdoptContext;
import dev.hcpferry.backup.adopt.AdoptExecution;
import dev.hcpferry.backup.adopt.DeadSourceRules;
import dev.hcpferry.backup.dryrun.DryRun;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.messaging.RequestDefaults;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inquiry;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plugs the backup into the machinery that all services share. */
@ApplicationScoped
public class BackupDefinition implements PhaseDefinition<MigrationRequested> {
    private final Systems systems;
    private final MigrationTracker tracker;

    public BackupDefinition(Systems systems, MigrationTracker tracker) {
        this.systems = systems;
        this.tracker = tracker;
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
    public Optional<String> refusal(MigrationRequested input) {
        List<FieldError> violations = new DeadSourceRules(systems.settings()).violations(input);
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(violations.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
    }

    /** A dead source can't be backed up: a bundle that is there already is adopted in its place. */
    @Override
    public PhaseExecution<?> open(MigrationRequested input, PhaseRun run) {
        MigrationRequested request = requestOf(input);
        return request.fromBundle() == null
                ? new BackupExecution(new BackupContext(request, run, systems))
                : new AdoptExecution(new AdoptContext(request, run, systems, tracker));
    }
}
