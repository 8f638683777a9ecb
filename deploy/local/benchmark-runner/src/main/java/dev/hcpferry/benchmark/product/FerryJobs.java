package dev.hcpferry.benchmark.product;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.step.SaveManifests;
import dev.hcpferry.backup.step.TakeSnapshot;
import dev.hcpferry.benchmark.subject.HostedClusterObjects;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.RestoreContext.Contents;
import dev.hcpferry.restore.step.CreateNamespaces;
import dev.hcpferry.restore.step.RestoreObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares a job; what is returned is the part that is measured, made of the services' own steps. */
final class FerryJobs {
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final String NO_DIGEST = "0".repeat(64);

    private final Systems systems;

    FerryJobs(Systems systems) {
        this.systems = systems;
    }

    /** The part of a job that is measured. */
    interface Measured {
        void run() throws Exception;
    }

    Measured prepare(Job job) {
        return switch (job.work()) {
            case SNAPSHOT -> snapshot(job);
            case BACKUP -> backup(job);
            case RESTORE -> restore(job);
        };
    }

    private Measured snapshot(Job job) {
        BackupContext context = new BackupContext(request(job), run(job, PhaseName.BACKUP), systems);
        return () -> requireDone(new TakeSnapshot().run(context));
    }

    private Measured backup(Job job) {
        BackupContext context = new BackupContext(request(job), run(job, PhaseName.BACKUP), systems);
        return () -> requireDone(new SaveManifests().run(context));
    }

    /** Reading the archive counts. */
    private Measured restore(Job job) {
        BackupBundle bundle = saved(job);
        BackupCompleted backup = new BackupCompleted(
                job.migrationId(),
                null,
                "",
                bundle.snapshot(),
                bundle.manifests(),
                new BackupCompleted.Bundle(address(job).index(), NO_DIGEST),
                List.of(),
                null,
                Instant.now());
        RestoreContext context = new RestoreContext(request(job), backup, run(job, PhaseName.RESTORE), systems);
        context.found(new Contents(bundle, List.of()));
        new CreateNamespaces().run(context);
        return () -> {
            context.found(new Contents(bundle, systems.bundles().manifests(bundle)));
            requireDone(new RestoreObjects().run(context));
        };
    }

    private BackupBundle saved(Job job) {
        List<KubernetesObject> manifests = new HostedClusterObjects(job.hostedCluster())
                .controlPlane(job.objects()).stream().map(Manifest::of).toList();
        S3Location snapshot = address(job).snapshot();
        return new BackupBundle(
                BackupBundle.FORMAT_VERSION,
                request(job),
                "",
                new BackupCompleted.Snapshot(snapshot, null, 0, NO_DIGEST, 1, 1, "", 1, Duration.ZERO),
                systems.bundles().putManifests(address(job), manifests),
                List.of(),
                List.of(),
                List.of(),
                null,
                Instant.now());
    }

    private BundleAddress address(Job job) {
        return new BackupContext(request(job), run(job, PhaseName.BACKUP), systems).bundleAddress();
    }

    private MigrationRequested request(Job job) {
        @Nullable String bucket = systems.settings().bundle().bucket().orElse(null);
        return new MigrationRequested(
                job.hostedCluster(),
                job.cluster(),
                job.cluster(),
                Scope.CONTROL_PLANE_AND_NODES,
                job.migrationId(),
                CleanupPolicy.NEVER,
                FailurePolicy.HOLD,
                false,
                new MigrationRequested.BundleOptions(
                        bucket, systems.settings().bundle().prefix(), null),
                null,
                null,
                null,
                false,
                null,
                null);
    }

    private static PhaseRun run(Job job, PhaseName phase) {
        Instant now = Instant.now();
        return new PhaseRun(
                job.migrationId(), job.hostedCluster(), phase, now, now.plus(DEADLINE), 1, Direction.FORWARD, false);
    }

    private static void requireDone(StepResult result) {
        if (!(result instanceof StepResult.Done)) {
            throw new IllegalStateException(String.valueOf(result));
        }
    }
}
