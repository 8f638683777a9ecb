package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleShelf;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.bundle.BundleStore.UploadedSnapshot;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ReadOnlyManagementCluster;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.common.tracking.MigrationTracker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the steps to a live bundle work on, and what earlier steps found for later ones. The management cluster can only be looked at. */
public final class LiveContext {
    private final BundleRequested request;
    private final Systems systems;
    private final Shelf shelf;
    private final MigrationTracker tracker;
    private volatile @Nullable Committed committed;
    private volatile @Nullable UploadedSnapshot snapshot;
    private volatile @Nullable SavedManifests manifests;

    /** @param request with all defaults filled in */
    LiveContext(BundleRequested request, Systems systems, Shelf shelf, MigrationTracker tracker) {
        this.request = request;
        this.systems = systems;
        this.shelf = shelf;
        this.tracker = tracker;
    }

    BundleRequested request() {
        return request;
    }

    HostedClusterRef ref() {
        return request.hostedCluster();
    }

    Systems systems() {
        return systems;
    }

    Shelf shelf() {
        return shelf;
    }

    /** The id of a migration that is at work on the hosted cluster, or has taken it away from here. */
    Optional<String> migratedBy() {
        return hostedCluster().owner().or(() -> MovedAway.by(tracker.all(), request));
    }

    Site source() {
        ManagementCluster cluster = systems.managementClusters()
                .find(request.source())
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.UNKNOWN_MANAGEMENT_CLUSTER,
                        "no kubeconfig for management cluster " + request.source(),
                        "add " + request.source() + ".kubeconfig to the directory of management clusters"));
        return new Site(new ReadOnlyManagementCluster(cluster), ref());
    }

    HostedCluster hostedCluster() {
        return source().hostedCluster()
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.HOSTED_CLUSTER_NOT_FOUND,
                        "there is no HostedCluster " + ref() + " on " + request.source(),
                        "correct hostedCluster or source of the request or of the schedule"));
    }

    BundleAddress address() {
        BundleOptions options = request.bundle();
        String bucket = options == null ? null : options.bucket();
        String prefix = options == null ? null : options.prefix();
        if (options == null || bucket == null || prefix == null) {
            throw new PhaseFailure(
                    ReasonCode.BUCKET_UNUSABLE,
                    "neither the request nor HCP_FERRY_BUNDLE_BUCKET names a bucket for the bundle",
                    "set HCP_FERRY_BUNDLE_BUCKET or the request's bundle.bucket");
        }
        return new BundleAddress(bucket, prefix, ref(), request.migrationId(), options.kmsKeyId());
    }

    void found(Committed bundle) {
        committed = bundle;
    }

    Optional<Committed> committed() {
        return Optional.ofNullable(committed);
    }

    void found(UploadedSnapshot uploaded) {
        snapshot = uploaded;
    }

    UploadedSnapshot snapshot() {
        return present(snapshot, "snapshot");
    }

    void found(SavedManifests saved) {
        manifests = saved;
    }

    SavedManifests manifests() {
        return present(manifests, "manifests");
    }

    private static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("no step has provided the " + what);
        }
        return value;
    }

    /** The archive in S3 and what it was made from. */
    record SavedManifests(BackupCompleted.Manifests archive, Inventory inventory) {}

    /** The bundles that lie beside this one, and how many of them are to stay. */
    record Shelf(BundleShelf bundles, Retention retention) {}
}
