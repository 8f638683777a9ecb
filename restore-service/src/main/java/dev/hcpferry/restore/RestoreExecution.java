package dev.hcpferry.restore;

import dev.hcpferry.common.bundle.BackupBundle.SavedObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.FailureReport;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.restore.RestoreContext.Proof;
import dev.hcpferry.restore.step.ReleaseApiServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The restore of one migration. */
final class RestoreExecution implements PhaseExecution<RestoreContext> {
    private final RestoreContext context;

    RestoreExecution(RestoreContext context) {
        this.context = context;
    }

    @Override
    public Phase<RestoreContext> phase() {
        return RestorePhase.STEPS;
    }

    @Override
    public RestoreContext context() {
        return context;
    }

    @Override
    public MigrationEvent completed() {
        BackupCompleted backup = context.backup();
        Proof proof = context.proof();
        Instant since = Objects.requireNonNullElse(backup.apiUnavailableSince(), proof.apiAvailableAt());
        return new RestoreCompleted(
                context.migrationId(),
                context.request(),
                backup.withoutRequest(),
                proof.evidence(),
                proof.nodes(),
                restored(),
                proof.apiAvailableAt(),
                Duration.between(since, proof.apiAvailableAt()),
                proof.at());
    }

    /** A namespace of the same name that this migration did not create is not looked into. */
    @Override
    public Phase<RestoreContext> rollback() {
        Site destination = context.destination();
        boolean foreign = destination
                .cluster()
                .find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace())
                .filter(namespace -> !context.created(namespace))
                .isPresent();
        return foreign ? RestorePhase.NOTHING : RestorePhase.ROLLBACK;
    }

    /** Once the API servers run on the destination, the guest has written what the source does not have. */
    @Override
    public Optional<String> noWayBack() {
        return ReleaseApiServers.areReleased(context)
                ? Optional.of(
                        "the destination serves the hosted cluster and takes writes that the source does not have")
                : Optional.empty();
    }

    /** The restore creates, or finds, all that the bundle holds. */
    private Map<String, Integer> restored() {
        return context.bundle().objects().stream()
                .collect(Collectors.toMap(SavedObject::kind, saved -> 1, Integer::sum));
    }

    /** The source waits paused, so even a restore that has touched nothing leaves something to be undone. */
    @Override
    public PhaseFailed failed(PhaseOutcome.Failed failure) {
        return new FailureReport(context).of(failure, () -> true, this::noWayBack, byHand());
    }

    @Override
    public List<MigrationEvent> rolledBack(PhaseFailed cause) {
        return List.of(new FailureReport(context).undone(cause));
    }

    private String byHand() {
        String label = OwnershipMarks.MIGRATION + "=" + context.migrationId();
        if (context.request().fromBundle() != null) {
            return "the source " + context.request().source()
                    + " is dead and is not resumed; remove what carries the label " + label + " from "
                    + context.request().destination() + ", then publish a new request for the same bundle";
        }
        return "the source " + context.request().source()
                + " is paused and unharmed; before resuming it, make sure that no control plane of " + context.ref()
                + " runs on " + context.request().destination()
                + " (what this migration created there carries the label "
                + label + "), then resume the source as docs/runbooks/LeftPaused.md says";
    }

    @Override
    public void close() {
        context.close();
    }
}
