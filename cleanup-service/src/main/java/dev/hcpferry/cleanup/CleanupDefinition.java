package dev.hcpferry.cleanup;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

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

    /** A source that does not answer can neither be cleaned nor fenced; nobody knows for how long. */
    @Override
    public Optional<String> obstacle(RestoreCompleted input) {
        MigrationRequested request = input.request();
        boolean dead = request.fromBundle() != null;
        Optional<ManagementCluster> source = systems.managementClusters().find(request.source());
        if (source.isEmpty()) {
            return dead ? Optional.of("waiting for " + request.source() + ".kubeconfig") : Optional.empty();
        }
        HostedClusterRef ref = request.hostedCluster();
        try {
            source.get().find(ResourceKind.HOSTED_CLUSTER, ref.namespace(), ref.name());
            return Optional.empty();
        } catch (KubernetesException refused) {
            return dead || refused.kind() == KubernetesException.Kind.UNREACHABLE
                    ? Optional.of("waiting for the source: " + refused.getMessage())
                    : Optional.empty();
        }
    }

    @Override
    public CleanupExecution open(RestoreCompleted input, PhaseRun run) {
        return new CleanupExecution(new CleanupContext(requestOf(input), input, run, systems));
    }
}
