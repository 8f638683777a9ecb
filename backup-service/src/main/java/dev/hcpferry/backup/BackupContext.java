package dev.hcpferry.backup;

import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.bundle.BundleStore.UploadedSnapshot;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.guest.NodeHeartbeats;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.common.phase.PhaseRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the steps of a backup work on, and what earlier steps found for later ones. Every run finds it anew. */
public final class BackupContext extends MigrationContext {
    private volatile List<Node> nodes = List.of();
    private volatile @Nullable UploadedSnapshot snapshot;
    private volatile @Nullable SavedManifests manifests;
    private volatile @Nullable Committed committed;
    private final NodeHeartbeats heartbeats = new NodeHeartbeats();
    private final AtomicReference<@Nullable Instant> servesSince = new AtomicReference<>();

    public BackupContext(MigrationRequested request, PhaseRun run, Systems systems) {
        super(request, run, systems);
    }

    /** The HostedCluster as it is now. */
    public HostedCluster hostedCluster() {
        return source().hostedCluster().orElseThrow(() -> notFound(this));
    }

    /** What to say when the source does not have it. */
    public static PhaseFailure notFound(MigrationContext context) {
        return new PhaseFailure(
                ReasonCode.HOSTED_CLUSTER_NOT_FOUND,
                "there is no HostedCluster " + context.ref() + " on "
                        + context.request().source(),
                "correct hostedCluster or source in the request");
    }

    public void found(List<Node> recorded) {
        nodes = List.copyOf(recorded);
    }

    public void found(UploadedSnapshot uploaded) {
        snapshot = uploaded;
    }

    public void found(SavedManifests saved) {
        manifests = saved;
    }

    public void found(Committed bundle) {
        committed = bundle;
    }

    /** Whether the source HostedCluster carries this migration's mark. */
    public boolean ownsSource() {
        return source().hostedCluster()
                .flatMap(HostedCluster::owner)
                .filter(migrationId()::equals)
                .isPresent();
    }

    /** Notes that the guest API on the source has been proved to serve. */
    public void sourceServes() {
        servesSince.compareAndSet(null, systems().clock().instant());
    }

    /** Since when the source is proved to serve, after a rollback. */
    public Instant servesSince() {
        return present(servesSince.get(), "proof that the source serves");
    }

    /** Which nodes have reported since this run saw them first. */
    public NodeHeartbeats heartbeats() {
        return heartbeats;
    }

    /** The nodes that the guest API told of in this run or an earlier one; none when it never answered. */
    public List<Node> nodes() {
        return nodes;
    }

    public UploadedSnapshot snapshot() {
        return present(snapshot, "snapshot");
    }

    public SavedManifests manifests() {
        return present(manifests, "manifests");
    }

    /** The committed bundle, once this run has found or written it. */
    public Optional<Committed> committed() {
        return Optional.ofNullable(committed);
    }

    private static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("no step has provided the " + what);
        }
        return value;
    }

    /** The archive in S3 and what it was made from. */
    public record SavedManifests(BackupCompleted.Manifests archive, Inventory inventory) {}
}
