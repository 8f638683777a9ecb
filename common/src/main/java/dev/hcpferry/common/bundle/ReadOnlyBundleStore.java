package dev.hcpferry.common.bundle;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bundles that can only be looked at; the checks of the bucket leave nothing in it and are allowed. */
public record ReadOnlyBundleStore(BundleStore bundles) implements BundleStore {
    @Override
    public void checkBucket(BundleAddress address, String region) {
        bundles.checkBucket(address, region);
    }

    @Override
    public void checkSnapshotUrl(BundleAddress address, Duration validity) {
        bundles.checkSnapshotUrl(address, validity);
    }

    @Override
    public void putRequest(BundleAddress address, MigrationEvent request) {
        throw readOnly();
    }

    @Override
    public void putNodes(BundleAddress address, List<BackupCompleted.Node> nodes) {
        throw readOnly();
    }

    @Override
    public Optional<List<BackupCompleted.Node>> findNodes(BundleAddress address) {
        return bundles.findNodes(address);
    }

    @Override
    public UploadedSnapshot putSnapshot(BundleAddress address, InputStream snapshot, SnapshotFacts facts) {
        throw readOnly();
    }

    @Override
    public Optional<UploadedSnapshot> findSnapshot(BundleAddress address) {
        return bundles.findSnapshot(address);
    }

    @Override
    public BackupCompleted.Manifests putManifests(BundleAddress address, List<KubernetesObject> objects) {
        throw readOnly();
    }

    @Override
    public List<KubernetesObject> manifests(BackupBundle bundle) {
        return bundles.manifests(bundle);
    }

    @Override
    public Committed commit(BundleAddress address, BackupBundle bundle) {
        throw readOnly();
    }

    @Override
    public void discard(BundleAddress address) {
        throw readOnly();
    }

    @Override
    public Optional<Committed> find(BundleAddress address) {
        return bundles.find(address);
    }

    @Override
    public BackupBundle verify(BackupCompleted.Bundle index) {
        return bundles.verify(index);
    }

    @Override
    public URI presignSnapshot(BackupBundle bundle, Duration validity) {
        return bundles.presignSnapshot(bundle, validity);
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("only looking is allowed here: refused to change a bundle");
    }
}
