package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The source is quiesced and its bundle is committed. {@code request} is absent where the event is quoted in another. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupCompleted(
        String migrationId,
        @Nullable MigrationRequested request,
        String infraId,
        Snapshot snapshot,
        Manifests manifests,
        Bundle bundle,
        List<Node> nodes,
        @Nullable Instant apiUnavailableSince,
        Instant completedAt)
        implements MigrationEvent {

    public BackupCompleted {
        nodes = List.copyOf(nodes);
    }

    @Override
    public EventType type() {
        return EventType.BACKUP_COMPLETED;
    }

    /** The same fact without the request, as RestoreCompleted quotes it. */
    public BackupCompleted withoutRequest() {
        return new BackupCompleted(
                migrationId, null, infraId, snapshot, manifests, bundle, nodes, apiUnavailableSince, completedAt);
    }

    /**
     * The etcd snapshot in S3.
     *
     * @param sha256 of the whole object, trailer included
     * @param revision etcd's revision in the snapshot
     * @param keys live keys at that revision
     * @param members of the etcd cluster it was taken from
     * @param uploadTook from the first byte read from etcd until S3 had the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Snapshot(
            S3Location location,
            @Nullable String versionId,
            long bytes,
            String sha256,
            long revision,
            long keys,
            String etcdVersion,
            int members,
            @Nullable Duration uploadTook) {}

    /**
     * The archive of manifests in S3.
     *
     * @param objects how many it holds
     * @param kinds how many of each kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Manifests(
            S3Location location,
            long bytes,
            String sha256,
            int objects,
            @Nullable Map<String, Integer> kinds) {
        public Manifests {
            kinds = kinds == null ? null : Collections.unmodifiableMap(new TreeMap<>(kinds));
        }
    }

    /** The index of the bundle. */
    public record Bundle(S3Location location, String sha256) {}

    public record Node(String name, String providerId) {}
}
