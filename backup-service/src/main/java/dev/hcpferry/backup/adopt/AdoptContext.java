package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the steps of an adoption work on, and what earlier steps found for later ones. Every run finds it anew. */
public final class AdoptContext extends MigrationContext {
    private final MigrationTracker tracker;
    private volatile @Nullable Adopted adopted;

    public AdoptContext(MigrationRequested request, PhaseRun run, Systems systems, MigrationTracker tracker) {
        super(request, run, systems);
        this.tracker = tracker;
    }

    /** The ids of other migrations of this hosted cluster whose backup or restore is at work, forward or back. */
    List<String> otherMigrations() {
        return tracker.all().stream()
                .filter(other -> !other.migrationId().equals(migrationId()))
                .filter(other -> other.hostedCluster().filter(ref()::equals).isPresent())
                .filter(other -> isAtWork(other, PhaseName.BACKUP) || isAtWork(other, PhaseName.RESTORE))
                .map(TrackedMigration::migrationId)
                .toList();
    }

    private static boolean isAtWork(TrackedMigration migration, PhaseName phase) {
        return migration
                .progress(phase)
                .filter(progress -> !progress.state().ended())
                .isPresent();
    }

    void found(Adopted bundle) {
        adopted = bundle;
    }

    /** The bundle, proved byte by byte. */
    Adopted adopted() {
        Adopted bundle = adopted;
        if (bundle == null) {
            throw new IllegalStateException("no step has adopted a bundle");
        }
        return bundle;
    }

    /**
     * The event that hands the bundle on. It tells the facts of the bundle, also when it was made; since when the API is away nobody
     * can say, so that counts from this request. The same for every run.
     */
    BackupCompleted completed(Committed committed) {
        BackupBundle bundle = committed.bundle();
        return new BackupCompleted(
                migrationId(),
                request(),
                bundle.infraId(),
                bundle.snapshot(),
                bundle.manifests(),
                committed.index(),
                bundle.nodes(),
                run().startedAt(),
                bundle.completedAt());
    }

    /** A bundle, and its HostedCluster as it was then. */
    record Adopted(Committed committed, HostedCluster hostedCluster) {}
}
