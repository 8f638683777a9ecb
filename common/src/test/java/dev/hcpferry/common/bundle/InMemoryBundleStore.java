package dev.hcpferry.common.bundle;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bundles in a map, with the documents, the archive and the digests of real ones. */
public final class InMemoryBundleStore implements BundleStore {
    private final Map<S3Location, byte[]> objects = new ConcurrentHashMap<>();
    private volatile @Nullable BundleException refusal;

    /** What lies there now. */
    public Set<S3Location> locations() {
        return Set.copyOf(objects.keySet());
    }

    /** The bytes of one object; empty when it is not there. */
    public Optional<byte[]> content(S3Location at) {
        return Optional.ofNullable(objects.get(at)).map(byte[]::clone);
    }

    /** From now on the bucket is refused for this reason. */
    public void refuse(ReasonCode reason, String why) {
        refusal = new BundleException(reason, why);
    }

    /** Flips a bit. */
    public void damage(S3Location at) {
        objects.computeIfPresent(at, (location, content) -> {
            byte[] damaged = content.clone();
            damaged[damaged.length / 2] ^= 1;
            return damaged;
        });
    }

    public void remove(S3Location at) {
        objects.remove(at);
    }

    @Override
    public void checkBucket(BundleAddress address, String region) {
        BundleException refused = refusal;
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public void checkSnapshotUrl(BundleAddress address, Duration validity) {
        // nothing is signed here
    }

    @Override
    public void putRequest(BundleAddress address, MigrationEvent request) {
        objects.put(address.request(), BundleJson.write(request));
    }

    @Override
    public void putNodes(BundleAddress address, List<BackupCompleted.Node> nodes) {
        objects.put(address.nodes(), BundleJson.write(nodes));
    }

    @Override
    public Optional<List<BackupCompleted.Node>> findNodes(BundleAddress address) {
        return read(address.nodes(), BackupCompleted.Node[].class).map(List::of);
    }

    @Override
    public UploadedSnapshot putSnapshot(BundleAddress address, InputStream snapshot, SnapshotFacts facts)
            throws IOException {
        byte[] content = snapshot.readAllBytes();
        SnapshotDigest digest = new SnapshotDigest();
        digest.update(content, content.length);
        if (!digest.complete()) {
            throw new BundleException(ReasonCode.SNAPSHOT_FAILED, "the snapshot's digest does not match");
        }
        objects.put(address.snapshot(), content);
        UploadedSnapshot uploaded = new UploadedSnapshot(
                new BackupCompleted.Snapshot(
                        address.snapshot(),
                        null,
                        content.length,
                        Sha256.of(content),
                        facts.revision(),
                        facts.keys(),
                        facts.etcdVersion(),
                        facts.members(),
                        Duration.ofSeconds(1)),
                Duration.ofSeconds(1));
        objects.put(address.snapshotFacts(), BundleJson.write(uploaded));
        return uploaded;
    }

    @Override
    public Optional<UploadedSnapshot> findSnapshot(BundleAddress address) {
        return read(address.snapshotFacts(), UploadedSnapshot.class);
    }

    @Override
    public BackupCompleted.Manifests putManifests(BundleAddress address, List<KubernetesObject> saved) {
        byte[] archive = ManifestArchive.write(saved);
        objects.put(address.manifests(), archive);
        return new BackupCompleted.Manifests(
                address.manifests(), archive.length, Sha256.of(archive), saved.size(), null);
    }

    @Override
    public List<KubernetesObject> manifests(BackupBundle bundle) {
        try {
            return ManifestArchive.read(
                    verified(bundle.manifests().location(), bundle.manifests().sha256()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Committed commit(BundleAddress address, BackupBundle bundle) {
        objects.putIfAbsent(address.index(), BundleJson.write(bundle));
        return find(address).orElseThrow();
    }

    @Override
    public void discard(BundleAddress address) {
        objects.remove(address.index());
        objects.remove(address.nodes());
    }

    @Override
    public Optional<Committed> find(BundleAddress address) {
        return read(address.index(), BackupBundle.class)
                .map(bundle -> new Committed(
                        new BackupCompleted.Bundle(address.index(), Sha256.of(objects.get(address.index()))), bundle));
    }

    @Override
    public BackupBundle verify(BackupCompleted.Bundle index) {
        verified(index.location(), index.sha256());
        BackupBundle bundle = read(index.location(), BackupBundle.class).orElseThrow();
        verified(bundle.manifests().location(), bundle.manifests().sha256());
        verified(bundle.snapshot().location(), bundle.snapshot().sha256());
        return bundle;
    }

    @Override
    public URI presignSnapshot(BackupBundle bundle, Duration validity) {
        return URI.create(
                "https://s3.example.com/" + bundle.snapshot().location().key() + "?signed-for=" + validity);
    }

    private byte[] verified(S3Location at, String sha256) {
        byte[] content = objects.get(at);
        if (content == null || !Sha256.of(content).equals(sha256)) {
            throw new BundleException(
                    ReasonCode.BUNDLE_CORRUPT,
                    at + (content == null ? " is missing" : " has changed since the backup"));
        }
        return content;
    }

    private <T> Optional<T> read(S3Location at, Class<T> type) {
        return Optional.ofNullable(objects.get(at)).map(json -> {
            try {
                return BundleJson.read(json, type);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
