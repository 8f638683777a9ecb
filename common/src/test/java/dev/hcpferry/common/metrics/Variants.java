package dev.hcpferry.common.metrics;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BackupCompleted.Manifests;
import dev.hcpferry.common.event.BackupCompleted.Snapshot;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sample events, with something else in them. */
final class Variants {
    private Variants() {}

    static BackupCompleted withoutOptionalFields(BackupCompleted backup) {
        Snapshot snapshot = backup.snapshot();
        Manifests manifests = backup.manifests();
        return new BackupCompleted(
                backup.migrationId(),
                backup.request(),
                backup.infraId(),
                new Snapshot(
                        snapshot.location(),
                        null,
                        snapshot.bytes(),
                        snapshot.sha256(),
                        snapshot.revision(),
                        snapshot.keys(),
                        snapshot.etcdVersion(),
                        snapshot.members(),
                        null),
                new Manifests(manifests.location(), manifests.bytes(), manifests.sha256(), manifests.objects(), null),
                backup.bundle(),
                backup.nodes(),
                null,
                backup.completedAt());
    }

    static MigrationProgress progress(
            PhaseName phase, PhaseState state, Instant heartbeatAt, @Nullable Observations observed) {
        return progress(EventSamples.ID, phase, state, heartbeatAt, observed);
    }

    static MigrationProgress progress(
            String migrationId,
            PhaseName phase,
            PhaseState state,
            Instant heartbeatAt,
            @Nullable Observations observed) {
        MigrationProgress sample = EventSamples.progress(phase, state);
        return new MigrationProgress(
                migrationId,
                sample.hostedCluster(),
                phase,
                state,
                sample.step(),
                sample.stepIndex(),
                sample.steps(),
                sample.attempt(),
                heartbeatAt,
                sample.deadlineAt(),
                heartbeatAt,
                sample.message(),
                observed);
    }

    static RestoreCompleted restored(CleanupPolicy cleanup) {
        RestoreCompleted sample = EventSamples.restored();
        MigrationRequested request = sample.request();
        return new RestoreCompleted(
                sample.migrationId(),
                new MigrationRequested(
                        request.hostedCluster(),
                        request.source(),
                        request.destination(),
                        request.scope(),
                        request.migrationId(),
                        cleanup,
                        request.onFailure(),
                        request.dryRun(),
                        request.bundle(),
                        request.dns(),
                        request.deadlines(),
                        request.fromBundle(),
                        request.sourceFenced(),
                        request.requestedBy(),
                        request.reason()),
                sample.backup(),
                sample.evidence(),
                sample.nodes(),
                sample.restored(),
                sample.apiAvailableAt(),
                sample.apiUnavailableFor(),
                sample.completedAt());
    }
}
