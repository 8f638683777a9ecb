package dev.hcpferry.common.event;

import dev.hcpferry.common.model.HostedClusterRef;
import java.time.Instant;
import java.util.List;

/** A bundle of a hosted cluster that went on running is in S3. */
public record BundleCompleted(
        String migrationId,
        HostedClusterRef hostedCluster,
        String source,
        Kind kind,
        String infraId,
        BackupCompleted.Snapshot snapshot,
        BackupCompleted.Manifests manifests,
        BackupCompleted.Bundle bundle,
        List<BackupCompleted.Node> nodes,
        Instant completedAt)
        implements MigrationEvent {

    public BundleCompleted {
        nodes = List.copyOf(nodes);
    }

    @Override
    public EventType type() {
        return EventType.BUNDLE_COMPLETED;
    }

    /** What the bundle was taken of. */
    public enum Kind {
        /** A hosted cluster that was running: etcd's data is of one moment, the objects are of about the same time. */
        LIVE
    }
}
