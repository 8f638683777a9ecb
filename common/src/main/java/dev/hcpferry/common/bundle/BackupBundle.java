package dev.hcpferry.common.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code bundle.json}: the index of a bundle with the SHA-256 of everything in it. It is written last, so a bundle
 * that has one is complete; restore reads only what it lists.
 *
 * @param kind absent for the bundle of a migration, whose hosted cluster was quiesced
 * @param request what the bundle of a migration was made for
 * @param liveRequest what a live bundle was made for
 * @param objects what {@code manifests.tar.gz} holds
 * @param left what was found beside it and stays, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupBundle(
        String formatVersion,
        BundleCompleted.@Nullable Kind kind,
        @Nullable MigrationRequested request,
        @Nullable BundleRequested liveRequest,
        String infraId,
        BackupCompleted.Snapshot snapshot,
        BackupCompleted.Manifests manifests,
        List<SavedObject> objects,
        List<LeftBehind> left,
        List<BackupCompleted.Node> nodes,
        @Nullable Instant apiUnavailableSince,
        Instant completedAt) {

    public static final String FORMAT_VERSION = "1";

    public BackupBundle {
        if ((request == null) == (liveRequest == null) || (kind == null) != (liveRequest == null)) {
            throw new IllegalArgumentException("a bundle is that of a migration or a live one");
        }
        objects = List.copyOf(objects);
        left = List.copyOf(left);
        nodes = List.copyOf(nodes);
    }

    /** The bundle of a migration. */
    public BackupBundle(
            String formatVersion,
            MigrationRequested request,
            String infraId,
            BackupCompleted.Snapshot snapshot,
            BackupCompleted.Manifests manifests,
            List<SavedObject> objects,
            List<LeftBehind> left,
            List<BackupCompleted.Node> nodes,
            @Nullable Instant apiUnavailableSince,
            Instant completedAt) {
        this(
                formatVersion,
                null,
                request,
                null,
                infraId,
                snapshot,
                manifests,
                objects,
                left,
                nodes,
                apiUnavailableSince,
                completedAt);
    }

    /** Whether it was taken of a hosted cluster that went on running, without a migration. */
    public boolean isLive() {
        return liveRequest != null;
    }

    public HostedClusterRef hostedCluster() {
        return request != null ? request.hostedCluster() : live().hostedCluster();
    }

    /** The id of its migration, or what names a live bundle. */
    public String id() {
        return request != null ? request.migrationId() : live().migrationId();
    }

    /** What it holds; a live bundle holds everything. */
    public Scope scope() {
        return request != null ? request.scope() : Scope.CONTROL_PLANE_AND_NODES;
    }

    private BundleRequested live() {
        return Objects.requireNonNull(liveRequest, "liveRequest");
    }

    public record SavedObject(String apiVersion, String kind, String namespace, String name) {}

    public record LeftBehind(String kind, String namespace, String name, String why) {}
}
