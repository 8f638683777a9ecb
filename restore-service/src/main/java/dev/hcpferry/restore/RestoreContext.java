package dev.hcpferry.restore;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.guest.NodeHeartbeats;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.phase.PhaseRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the steps of a restore work on, and what earlier steps found for later ones. Every run finds it anew. */
public final class RestoreContext extends MigrationContext {
    private final BackupCompleted backup;
    private final NodeHeartbeats heartbeats = new NodeHeartbeats();
    private final Map<ObjectKey, String> uids = new ConcurrentHashMap<>();
    private volatile @Nullable Contents contents;
    private volatile @Nullable Instant apiAvailableAt;
    private volatile @Nullable Proof proof;

    public RestoreContext(MigrationRequested request, BackupCompleted backup, PhaseRun run, Systems systems) {
        super(request, run, systems);
        this.backup = backup;
    }

    public BackupCompleted backup() {
        return backup;
    }

    public void found(Contents verified) {
        contents = verified;
    }

    public BackupBundle bundle() {
        return contents().bundle();
    }

    /** All manifests of the bundle. */
    public List<KubernetesObject> manifests() {
        return contents().manifests();
    }

    public List<KubernetesObject> manifests(ResourceKind kind) {
        return manifests().stream().filter(manifest -> manifest.kind() == kind).toList();
    }

    /** The UID under which an object lives on the destination; empty when it is not there. Looked up once. */
    public Optional<String> uid(ObjectKey key) {
        Optional<String> known = Optional.ofNullable(uids.get(key));
        return known.isPresent() ? known : lookUp(key);
    }

    /** Never inside the map: whoever asks for another key there would wait for the API server too. */
    private Optional<String> lookUp(ObjectKey key) {
        Optional<String> found = destination()
                .cluster()
                .find(key.kind(), key.namespace(), key.name())
                .map(KubernetesObject::uid);
        found.ifPresent(uid -> uids.put(key, uid));
        return found;
    }

    /** Whether the HostedCluster's namespace is not there, and no lease in it either. */
    public boolean destinationHasNoNamespace() {
        return destination()
                .cluster()
                .find(ResourceKind.NAMESPACE, null, ref().namespace())
                .isEmpty();
    }

    /** Whether this migration has created the object. */
    public boolean created(KubernetesObject object) {
        return migrationId().equals(object.labels().get(OwnershipMarks.MIGRATION));
    }

    /** Tells whether the guest API answers just now; the availability counts from the first answer after the last silence. */
    public void guestAnswered(boolean answered) {
        if (!answered) {
            apiAvailableAt = null;
        } else if (apiAvailableAt == null) {
            apiAvailableAt = systems().clock().instant();
        }
        Instant since = apiAvailableAt;
        run().observe(seen -> seen.withApiAvailableAt(since));
    }

    public Optional<Instant> apiAvailableAt() {
        return Optional.ofNullable(apiAvailableAt);
    }

    /** Which nodes have reported since this run saw them first. */
    public NodeHeartbeats heartbeats() {
        return heartbeats;
    }

    public void proved(Proof complete) {
        proof = complete;
    }

    public Proof proof() {
        Proof complete = proof;
        if (complete == null) {
            throw new IllegalStateException("no step has confirmed the evidence");
        }
        return complete;
    }

    private Contents contents() {
        Contents verified = contents;
        if (verified == null) {
            throw new IllegalStateException("no step has verified the bundle");
        }
        return verified;
    }

    /** A verified bundle. */
    public record Contents(BackupBundle bundle, List<KubernetesObject> manifests) {
        public Contents {
            manifests = List.copyOf(manifests);
        }
    }

    /** The complete evidence. */
    public record Proof(List<Evidence> evidence, List<RestoredNode> nodes, Instant apiAvailableAt, Instant at) {
        public Proof {
            evidence = List.copyOf(evidence);
            nodes = List.copyOf(nodes);
        }
    }
}
