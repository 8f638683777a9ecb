package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.migration.FailureReport;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import java.util.List;
import java.util.Optional;

/** The adoption of a bundle for one migration. There is never anything to undo, and never a source to resume. */
public final class AdoptExecution implements PhaseExecution<AdoptContext> {
    private final AdoptContext context;

    public AdoptExecution(AdoptContext context) {
        this.context = context;
    }

    @Override
    public Phase<AdoptContext> phase() {
        return AdoptPhase.STEPS;
    }

    @Override
    public AdoptContext context() {
        return context;
    }

    @Override
    public MigrationEvent completed() {
        return context.completed(context.adopted().committed());
    }

    @Override
    public Phase<AdoptContext> rollback() {
        return AdoptPhase.STEPS.reversed();
    }

    @Override
    public Optional<String> noWayBack() {
        return Optional.empty();
    }

    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context).of(failure, () -> false, this::noWayBack, "nothing: it changed nothing");
    }

    @Override
    public List<MigrationEvent> rolledBack(PhaseFailed cause) {
        return List.of(new FailureReport(context).undone(cause));
    }

    @Override
    public void close() {
        context.close();
    }
}
