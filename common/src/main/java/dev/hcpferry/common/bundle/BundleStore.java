package dev.hcpferry.common.bundle;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bundles in S3. Calls block and may be interrupted; passing faults of S3 are retried inside; what can't succeed throws
 * {@link BundleException}.
 */
public interface BundleStore {
    /** How much longer than the restore the snapshot's URL works: etcd may fetch the snapshot in the last minute. */
    Duration URL_MARGIN = Duration.ofMinutes(15);

    /**
     * Proves that the bucket exists, is in the region, is not public, can be written, and that the KMS key (if any) is accepted.
     * Leaves nothing behind.
     *
     * @throws BundleException BUCKET_UNUSABLE or KMS_KEY_REFUSED
     */
    void checkBucket(BundleAddress address, String region);

    /**
     * Proves that the snapshot's URL can be signed for this long with the present credentials, and that a HostedCluster would
     * take it. The URL itself is made and forgotten.
     *
     * @throws BundleException SNAPSHOT_URL_REFUSED
     */
    void checkSnapshotUrl(BundleAddress address, Duration validity);

    /** Writes {@code request.json}: what was asked for, with all defaults filled in. */
    void putRequest(BundleAddress address, MigrationEvent request);

    /** Writes {@code nodes.json}: the guest's nodes, which can't be asked for when its API is stopped. */
    void putNodes(BundleAddress address, List<BackupCompleted.Node> nodes);

    /** The nodes that were written earlier for this address. */
    Optional<List<BackupCompleted.Node>> findNodes(BundleAddress address);

    /**
     * Streams a snapshot into S3 with constant memory. The upload becomes an object only if the stream's last 32 bytes are the
     * SHA-256 of all before; otherwise, and after any failure, it is aborted and nothing stays.
     *
     * @throws BundleException SNAPSHOT_FAILED when the trailer does not match
     * @throws IOException when the stream breaks
     */
    UploadedSnapshot putSnapshot(BundleAddress address, InputStream snapshot, SnapshotFacts facts) throws IOException;

    /** The snapshot that was uploaded earlier for this address, with the facts recorded then. */
    Optional<UploadedSnapshot> findSnapshot(BundleAddress address);

    /** Writes the objects as {@code manifests.tar.gz}, one YAML file each, so that the same objects give the same bytes. */
    BackupCompleted.Manifests putManifests(BundleAddress address, List<KubernetesObject> objects);

    /**
     * Reads the manifests that a bundle lists.
     *
     * @throws BundleException BUNDLE_CORRUPT when the archive is missing or not the one the digest belongs to
     */
    List<KubernetesObject> manifests(BackupBundle bundle);

    /**
     * Writes {@code bundle.json} unless there is one already.
     *
     * @return where it is, with its digest, and the content that is there now
     */
    Committed commit(BundleAddress address, BackupBundle bundle);

    /**
     * Removes {@code bundle.json} and {@code nodes.json}, if they are there: what is left is no bundle, no restore begins with it,
     * and another backup asks for its nodes anew. Gives up uploads that were not finished.
     */
    void discard(BundleAddress address);

    /** The committed bundle of this address. */
    Optional<Committed> find(BundleAddress address);

    /**
     * Reads a bundle's index and proves snapshot and manifests against it, byte by byte.
     *
     * @throws BundleException BUNDLE_CORRUPT, naming the part
     */
    BackupBundle verify(BackupCompleted.Bundle index);

    /**
     * A GET URL of the snapshot that needs no credentials. It is a secret.
     *
     * @param validity how long it must work at least; the credentials it is signed with must live as long
     */
    URI presignSnapshot(BackupBundle bundle, Duration validity);

    /** What is known of a snapshot before its bytes: written beside it, so that it can be recognised later. */
    record SnapshotFacts(long revision, long keys, String etcdVersion, int members) {}

    record UploadedSnapshot(BackupCompleted.Snapshot snapshot, Duration took) {}

    record Committed(BackupCompleted.Bundle index, BackupBundle bundle) {}
}
