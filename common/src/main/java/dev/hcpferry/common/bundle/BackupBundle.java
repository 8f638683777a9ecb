package dev.hcpferry.common.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationRequested;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code bundle.json}: the index of a bundle with the SHA-256 of everything in it. It is written last, so a bundle
 * that has one is complete; restore reads only what it lists.
 *
 * @param objects what {@code manifests.tar.gz} holds
 * @param left what was found beside it and stays, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupBundle(
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

    public static final String FORMAT_VERSION = "1";

    public BackupBundle {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
        nodes = List.copyOf(nodes);
    }

    public record SavedObject(String apiVersion, String kind, String namespace, String name) {}

    public record LeftBehind(String kind, String namespace, String name, String why) {}
}
