package dev.hcpferry.backup;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A bucket that is fine, until it is told to be otherwise. Nobody writes to it or reads from it. */
public final class FakeBundles implements BundleStore {
    public volatile Runnable bucketCheck = () -> {};
    public volatile Runnable urlCheck = () -> {};

    @Override
    public void checkBucket(BundleAddress address, String region) {
        bucketCheck.run();
    }

    @Override
    public void checkSnapshotUrl(BundleAddress address, Duration validity) {
        urlCheck.run();
    }

    @Override
    public void putRequest(BundleAddress address, MigrationEvent request) {
        throw untouchable();
    }

    @Override
    public void putNodes(BundleAddress address, List<BackupCompleted.Node> nodes) {
        throw untouchable();
    }

    @Override
    public Optional<List<BackupCompleted.Node>> findNodes(BundleAddress address) {
        throw untouchable();
    }

    @Override
    public UploadedSnapshot putSnapshot(BundleAddress address, InputStream snapshot, SnapshotFacts facts) {
        throw untouchable();
    }

    @Override
    public Optional<UploadedSnapshot> findSnapshot(BundleAddress address) {
        throw untouchable();
    }

    @Override
    public BackupCompleted.Manifests putManifests(BundleAddress address, List<KubernetesObject> objects) {
        throw untouchable();
    }

    @Override
    public List<KubernetesObject> manifests(BackupBundle bundle) {
        throw untouchable();
    }

    @Override
    public Committed commit(BundleAddress address, BackupBundle bundle) {
        throw untouchable();
    }

    @Override
    public void discard(BundleAddress address) {
        throw untouchable();
    }

    @Override
    public Optional<Committed> find(BundleAddress address) {
        throw untouchable();
    }

    @Override
    public BackupBundle verify(BackupCompleted.Bundle index) {
        throw untouchable();
    }

    @Override
    public URI presignSnapshot(BackupBundle bundle, Duration validity) {
        throw untouchable();
    }

    private static AssertionError untouchable() {
        return new AssertionError("no bundle is needed here");
    }
}
