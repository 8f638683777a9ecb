package dev.hcpferry.common.bundle;

import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Bundles in Amazon S3 or a store that speaks its language. What is known of a snapshot lies beside it in {@code
 * etcd/snapshot.json}, written after it.
 */
@ApplicationScoped
public class S3BundleStore implements BundleStore {
    /** What {@code restoreSnapshotURL} takes at most. */
    private static final int MAX_URL_LENGTH = 1024;
    /** Stands for the version that a bucket with versioning will give the snapshot. */
    private static final String LONGEST_USUAL_VERSION = "v".repeat(32);
    /** What Amazon signs at most. */
    private static final Duration MAX_VALIDITY = Duration.ofDays(7);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final Supplier<AwsCredentialsProvider> freshCredentials;
    private final BundleObjects objects;
    private final OpenUploads uploads;
    private final Clock clock;

    @Inject
    public S3BundleStore(S3Client s3, S3Presigner presigner, AwsSettings settings) {
        this(s3, presigner, settings::credentials, Clock.systemUTC());
    }

    S3BundleStore(S3Client s3, S3Presigner presigner, Supplier<AwsCredentialsProvider> freshCredentials, Clock clock) {
        this.s3 = s3;
        this.presigner = presigner;
        this.freshCredentials = freshCredentials;
        this.objects = new BundleObjects(s3);
        this.uploads = new OpenUploads(s3);
        this.clock = clock;
    }

    @Override
    public void checkBucket(BundleAddress address, String region) {
        BucketCheck check = new BucketCheck(s3, address.bucket());
        check.region(region);
        check.notPublic();
        check.writable(address.probe(), address.kmsKeyId());
    }

    @Override
    public void putRequest(BundleAddress address, MigrationEvent request) {
        put(address.request(), request, address.kmsKeyId());
    }

    @Override
    public void putNodes(BundleAddress address, List<BackupCompleted.Node> nodes) {
        put(address.nodes(), nodes, address.kmsKeyId());
    }

    @Override
    public Optional<List<BackupCompleted.Node>> findNodes(BundleAddress address) {
        return objects.get(address.nodes())
                .map(json -> List.of(parse(json, BackupCompleted.Node[].class, address.nodes())));
    }

    @Override
    public UploadedSnapshot putSnapshot(BundleAddress address, InputStream snapshot, SnapshotFacts facts)
            throws IOException {
        Instant started = clock.instant();
        SnapshotUpload.Stored stored =
                new SnapshotUpload(s3, address.snapshot(), address.kmsKeyId()).run(snapshot, metadata(address, facts));
        Duration took = Duration.between(started, clock.instant());
        UploadedSnapshot uploaded = new UploadedSnapshot(
                new BackupCompleted.Snapshot(
                        address.snapshot(),
                        stored.versionId(),
                        stored.bytes(),
                        stored.sha256(),
                        facts.revision(),
                        facts.keys(),
                        facts.etcdVersion(),
                        facts.members(),
                        took),
                took);
        put(address.snapshotFacts(), uploaded, address.kmsKeyId());
        return uploaded;
    }

    @Override
    public Optional<UploadedSnapshot> findSnapshot(BundleAddress address) {
        return objects.get(address.snapshotFacts())
                .map(json -> parse(json, UploadedSnapshot.class, address.snapshotFacts()))
                .filter(found -> isThere(address.snapshot(), found.snapshot()));
    }

    @Override
    public BackupCompleted.Manifests putManifests(BundleAddress address, List<KubernetesObject> saved) {
        byte[] archive = ManifestArchive.write(saved);
        objects.put(address.manifests(), archive, "application/gzip", address.kmsKeyId());
        Map<String, Integer> kinds =
                saved.stream().collect(Collectors.toMap(object -> object.kind().kind(), object -> 1, Integer::sum));
        return new BackupCompleted.Manifests(
                address.manifests(), archive.length, Sha256.of(archive), saved.size(), kinds);
    }

    @Override
    public List<KubernetesObject> manifests(BackupBundle bundle) {
        BackupCompleted.Manifests expected = bundle.manifests();
        byte[] archive = objects.get(expected.location()).orElseThrow(() -> missing(expected.location()));
        requireSame(expected.location(), archive.length, Sha256.of(archive), expected.bytes(), expected.sha256());
        try {
            List<KubernetesObject> found = ManifestArchive.read(archive);
            if (found.size() != expected.objects()) {
                throw corrupt(
                        expected.location(), "holds " + found.size() + " objects instead of " + expected.objects());
            }
            return found;
        } catch (IOException e) {
            throw corrupt(expected.location(), "can't be read: " + e.getMessage());
        }
    }

    @Override
    public Committed commit(BundleAddress address, BackupBundle bundle) {
        byte[] json = BundleJson.write(bundle);
        if (objects.putIfAbsent(address.index(), json, BundleJson.CONTENT_TYPE, address.kmsKeyId())) {
            return new Committed(new BackupCompleted.Bundle(address.index(), Sha256.of(json)), bundle);
        }
        return find(address)
                .orElseThrow(() -> new IllegalStateException(address.index() + " is being written by somebody else"));
    }

    @Override
    public void discard(BundleAddress address) {
        objects.delete(address.index());
        objects.delete(address.nodes());
        uploads.abortLeftovers(address.folder());
    }

    @Override
    public Optional<Committed> find(BundleAddress address) {
        S3Location at = address.index();
        return objects.get(at)
                .map(json -> new Committed(
                        new BackupCompleted.Bundle(at, Sha256.of(json)), parse(json, BackupBundle.class, at)));
    }

    @Override
    public BackupBundle verify(BackupCompleted.Bundle index) {
        byte[] json = objects.get(index.location()).orElseThrow(() -> missing(index.location()));
        if (!Sha256.of(json).equals(index.sha256())) {
            throw corrupt(index.location(), "is not the one that was committed: its SHA-256 differs");
        }
        BackupBundle bundle = parse(json, BackupBundle.class, index.location());
        BackupCompleted.Manifests manifests = bundle.manifests();
        verifyPart(manifests.location(), null, manifests.bytes(), manifests.sha256());
        BackupCompleted.Snapshot snapshot = bundle.snapshot();
        verifyPart(snapshot.location(), snapshot.versionId(), snapshot.bytes(), snapshot.sha256());
        return bundle;
    }

    @Override
    public void checkSnapshotUrl(BundleAddress address, Duration validity) {
        presign(address.snapshot(), LONGEST_USUAL_VERSION, validity);
    }

    @Override
    public URI presignSnapshot(BackupBundle bundle, Duration validity) {
        BackupCompleted.Snapshot snapshot = bundle.snapshot();
        return presign(snapshot.location(), snapshot.versionId(), validity);
    }

    private void put(S3Location at, Object document, @Nullable String kmsKeyId) {
        objects.put(at, BundleJson.write(document), BundleJson.CONTENT_TYPE, kmsKeyId);
    }

    private URI presign(S3Location at, @Nullable String versionId, Duration validity) {
        if (validity.compareTo(MAX_VALIDITY) > 0) {
            throw refused("can't be valid for " + validity + ": Amazon signs for 7 days at most");
        }
        AwsCredentialsProvider credentials = credentialsFor(validity);
        String url = presigner
                .presignGetObject(presign -> presign.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(at.bucket())
                                .key(at.key())
                                .versionId(versionId)
                                .overrideConfiguration(signing -> signing.credentialsProvider(credentials))))
                .url()
                .toString();
        if (url.length() > MAX_URL_LENGTH) {
            throw refused("has " + url.length() + " characters, and a HostedCluster takes " + MAX_URL_LENGTH
                    + ": shorten the bundle prefix, or sign with credentials that have no session token");
        }
        return URI.create(url);
    }

    /** Credentials that live as long as the URL must; a URL dies with the credentials it is signed with. */
    private AwsCredentialsProvider credentialsFor(Duration validity) {
        AwsCredentialsProvider provider = freshCredentials.get();
        AwsCredentials credentials = provider.resolveCredentials();
        credentials
                .expirationTime()
                .filter(end -> end.isBefore(clock.instant().plus(validity)))
                .ifPresent(end -> {
                    throw refused("must be valid for " + validity + ", and the AWS credentials end at " + end
                            + ": lengthen their session, or shorten the restore deadline");
                });
        return StaticCredentialsProvider.create(credentials);
    }

    private boolean isThere(S3Location at, BackupCompleted.Snapshot expected) {
        return objects.head(at)
                .filter(head -> Objects.equals(head.contentLength(), expected.bytes()))
                .filter(head -> Objects.equals(version(head.versionId()), version(expected.versionId())))
                .isPresent();
    }

    /** S3 calls the version of an unversioned object {@code null}, in letters, or says nothing. */
    private static String version(@Nullable String versionId) {
        return Objects.requireNonNullElse(versionId, "null");
    }

    private void verifyPart(S3Location at, @Nullable String versionId, long bytes, String sha256) {
        try {
            Sha256.Sum found = objects.sum(at, versionId).orElseThrow(() -> missing(at));
            requireSame(at, found.bytes(), found.sha256(), bytes, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + at + " broke off", e);
        }
    }

    private static void requireSame(S3Location at, long bytes, String sha256, long expectedBytes, String expected) {
        if (bytes != expectedBytes) {
            throw corrupt(at, "has " + bytes + " bytes instead of " + expectedBytes);
        }
        if (!sha256.equals(expected)) {
            throw corrupt(at, "has changed since the backup: its SHA-256 differs");
        }
    }

    @SuppressWarnings("UnusedException") // the parser's message quotes the text
    private static <T> T parse(byte[] json, Class<T> type, S3Location at) {
        try {
            return BundleJson.read(json, type);
        } catch (IOException e) {
            throw corrupt(at, "is not a document this version can read");
        }
    }

    private static Map<String, String> metadata(BundleAddress address, SnapshotFacts facts) {
        return Map.of(
                "migration", address.migrationId(),
                "etcd-revision", Long.toString(facts.revision()),
                "etcd-keys", Long.toString(facts.keys()),
                "etcd-version", facts.etcdVersion(),
                "etcd-members", Integer.toString(facts.members()));
    }

    private static BundleException refused(String why) {
        return new BundleException(ReasonCode.SNAPSHOT_URL_REFUSED, "the presigned URL of the snapshot " + why);
    }

    private static BundleException missing(S3Location at) {
        return corrupt(at, "is missing");
    }

    private static BundleException corrupt(S3Location at, String why) {
        return new BundleException(ReasonCode.BUNDLE_CORRUPT, at + " " + why);
    }
}
