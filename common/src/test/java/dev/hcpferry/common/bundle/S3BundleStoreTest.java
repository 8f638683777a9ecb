package dev.hcpferry.common.bundle;

import static dev.hcpferry.common.bundle.S3Server.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.bundle.BundleStore.SnapshotFacts;
import dev.hcpferry.common.bundle.BundleStore.UploadedSnapshot;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.model.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

class S3BundleStoreTest {
    private static final HostedClusterRef HC1 = new HostedClusterRef("clusters", "hc1");
    private static final BundleAddress ADDRESS = new BundleAddress(BUCKET, "hcp-ferry", HC1, "m1", null);
    private static final SnapshotFacts FACTS = new SnapshotFacts(4711, 4426, "3.6.4", 1);
    private static final int THREE_PARTS = 2 * SnapshotParts.PART_BYTES + 1000;

    private final S3Server server = new S3Server();
    private final AwsClients clients = new AwsClients(server.settings());
    private S3BundleStore store;

    @BeforeEach
    void open() {
        store = new S3BundleStore(clients.s3(), clients.presigner(), server.settings());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void snapshotOfSeveralParts_isStoredAndFoundAgain() throws Exception {
        byte[] snapshot = SnapshotSample.ofSize(THREE_PARTS);

        UploadedSnapshot uploaded = store.putSnapshot(ADDRESS, SnapshotSample.stream(snapshot), FACTS);

        assertThat(uploaded.snapshot())
                .isEqualTo(new BackupCompleted.Snapshot(
                        ADDRESS.snapshot(),
                        null,
                        snapshot.length,
                        Sha256.of(snapshot),
                        FACTS.revision(),
                        FACTS.keys(),
                        FACTS.etcdVersion(),
                        FACTS.members(),
                        uploaded.took()));
        assertThat(store.findSnapshot(ADDRESS)).contains(uploaded);
        assertThat(content(ADDRESS.snapshot())).isEqualTo(snapshot);
        assertThat(server.openUploads()).isEmpty();
    }

    @Test
    void smallSnapshot_isStored() throws Exception {
        byte[] snapshot = SnapshotSample.ofSize(100);

        store.putSnapshot(ADDRESS, SnapshotSample.stream(snapshot), FACTS);

        assertThat(content(ADDRESS.snapshot())).isEqualTo(snapshot);
    }

    @Test
    void snapshotThatEndsWithAPart_isStored() throws Exception {
        byte[] snapshot = SnapshotSample.ofSize(2 * SnapshotParts.PART_BYTES - Sha256.LENGTH);

        store.putSnapshot(ADDRESS, SnapshotSample.stream(snapshot), FACTS);

        assertThat(content(ADDRESS.snapshot())).isEqualTo(snapshot);
    }

    @Test
    void streamThatBreaks_leavesNothing() {
        byte[] snapshot = SnapshotSample.ofSize(THREE_PARTS);

        assertThatThrownBy(() -> store.putSnapshot(ADDRESS, SnapshotSample.breakingOff(snapshot, 100), FACTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("etcd-0 broke off");

        assertNothingStored();
    }

    @Test
    void streamCutShort_leavesNothing() {
        byte[] snapshot = SnapshotSample.ofSize(THREE_PARTS);
        byte[] cut = Arrays.copyOf(snapshot, snapshot.length - 40);

        assertThatThrownBy(() -> store.putSnapshot(ADDRESS, SnapshotSample.stream(cut), FACTS))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_FAILED));

        assertNothingStored();
    }

    @Test
    void wrongTrailer_leavesNothing() {
        byte[] damaged = SnapshotSample.damaged(THREE_PARTS);

        assertThatThrownBy(() -> store.putSnapshot(ADDRESS, SnapshotSample.stream(damaged), FACTS))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_FAILED));

        assertNothingStored();
    }

    @Test
    void emptySnapshot_leavesNothing() {
        assertThatThrownBy(() -> store.putSnapshot(ADDRESS, InputStream.nullInputStream(), FACTS))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_FAILED));

        assertNothingStored();
    }

    @Test
    void interrupt_leavesNothingAndStaysVisible() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(
                            () -> store.putSnapshot(ADDRESS, SnapshotSample.stream(SnapshotSample.ofSize(10)), FACTS))
                    .isNotNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertNothingStored();
    }

    @Test
    void interruptInTheMiddle_abortsTheUpload() {
        InputStream interrupting = new InputStream() {
            private final InputStream snapshot =
                    SnapshotSample.stream(SnapshotSample.ofSize(5 * SnapshotParts.PART_BYTES));
            private long left = 4L * SnapshotParts.PART_BYTES;

            @Override
            public int read() throws IOException {
                throw new IOException("reads in pieces only");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted");
                }
                return snapshot.read(buffer, offset, length);
            }
        };
        try {
            assertThatThrownBy(() -> store.putSnapshot(ADDRESS, interrupting, FACTS))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertNothingStored();
    }

    @Test
    void uploadsOfACrashedRun_areAbortedFirst() throws Exception {
        beginUpload(ADDRESS.snapshot().key());
        String neighbour = ADDRESS.sibling("m12").snapshot().key();
        beginUpload(neighbour);

        store.putSnapshot(ADDRESS, SnapshotSample.stream(SnapshotSample.ofSize(100)), FACTS);

        assertThat(server.openUploads())
                .singleElement()
                .satisfies(left -> assertThat(left.key()).isEqualTo(neighbour));
    }

    @Test
    void s3FaultsInMidUpload_areRetried() throws Exception {
        byte[] snapshot = SnapshotSample.ofSize(THREE_PARTS);
        try (FaultyS3 faulty = new FaultyS3(3)) {
            S3BundleStore faultyStore = storeBehind(faulty);

            UploadedSnapshot uploaded = faultyStore.putSnapshot(ADDRESS, SnapshotSample.stream(snapshot), FACTS);

            assertThat(uploaded.snapshot().sha256()).isEqualTo(Sha256.of(snapshot));
            assertThat(faulty.faults()).isEqualTo(3);
            assertThat(faultyStore.findSnapshot(ADDRESS)).contains(uploaded);
        }
    }

    @Test
    void completionWhoseAnswerIsLost_isSeenAsDone() throws Exception {
        byte[] snapshot = SnapshotSample.ofSize(100);
        try (FaultyS3 faulty = new FaultyS3(0)) {
            S3BundleStore faultyStore = storeBehind(faulty);
            faulty.loseCompletion();

            UploadedSnapshot uploaded = faultyStore.putSnapshot(ADDRESS, SnapshotSample.stream(snapshot), FACTS);

            assertThat(uploaded.snapshot().sha256()).isEqualTo(Sha256.of(snapshot));
            assertThat(faultyStore.findSnapshot(ADDRESS)).contains(uploaded);
        }
    }

    @Test
    void snapshotWithoutItsFacts_isNotFound() {
        put(ADDRESS.snapshot(), SnapshotSample.ofSize(100));

        assertThat(store.findSnapshot(ADDRESS)).isEmpty();
    }

    @Test
    void snapshotOfAnotherSize_isNotTheRecordedOne() throws Exception {
        store.putSnapshot(ADDRESS, SnapshotSample.stream(SnapshotSample.ofSize(100)), FACTS);
        put(ADDRESS.snapshot(), SnapshotSample.ofSize(101));

        assertThat(store.findSnapshot(ADDRESS)).isEmpty();
    }

    @Test
    void manifests_areReadBack() throws Exception {
        KubernetesObject secret = ManifestArchiveTest.secret();
        Committed committed = commitBundle(List.of(secret));

        List<KubernetesObject> read = store.manifests(committed.bundle());

        assertThat(read)
                .singleElement()
                .satisfies(found -> assertThat(found.json()).isEqualTo(secret.json()));
    }

    @Test
    void secondCommit_keepsTheFirst() throws Exception {
        Committed first = commitBundle(List.of());

        Committed second = store.commit(ADDRESS, withInfraId(first.bundle(), "hc1-other"));

        assertThat(second).isEqualTo(first);
        assertThat(store.find(ADDRESS)).contains(first);
    }

    @Test
    void nothingCommitted_isNotFound() {
        assertThat(store.find(ADDRESS)).isEmpty();
    }

    @Test
    void intactBundle_isVerified() throws Exception {
        Committed committed = commitBundle(List.of(ManifestArchiveTest.secret()));

        assertThat(store.verify(committed.index())).isEqualTo(committed.bundle());
    }

    @Test
    void changedSnapshot_isNamed() throws Exception {
        Committed committed = commitBundle(List.of());
        put(ADDRESS.snapshot(), SnapshotSample.damaged(100));

        assertCorrupt(committed, "snapshot.db has changed");
    }

    @Test
    void truncatedSnapshot_isNamed() throws Exception {
        Committed committed = commitBundle(List.of());
        put(ADDRESS.snapshot(), new byte[50]);

        assertCorrupt(committed, "snapshot.db has 50 bytes instead of 132");
    }

    @Test
    void missingManifests_areNamed() throws Exception {
        Committed committed = commitBundle(List.of());
        server.client()
                .deleteObject(
                        object -> object.bucket(BUCKET).key(ADDRESS.manifests().key()));

        assertCorrupt(committed, "manifests.tar.gz is missing");
        assertThatThrownBy(() -> store.manifests(committed.bundle()))
                .satisfies(problem -> assertReason(problem, ReasonCode.BUNDLE_CORRUPT));
    }

    @Test
    void changedManifests_areNamed() throws Exception {
        Committed committed = commitBundle(List.of());
        put(ADDRESS.manifests(), new byte[(int) committed.bundle().manifests().bytes()]);

        assertCorrupt(committed, "manifests.tar.gz has changed");
    }

    @Test
    void changedIndex_isNamed() throws Exception {
        Committed committed = commitBundle(List.of());
        put(ADDRESS.index(), BundleJson.write(withInfraId(committed.bundle(), "hc1-other")));

        assertCorrupt(committed, "bundle.json is not the one that was committed");
    }

    @Test
    void overwrittenSnapshotInAVersionedBucket_isReadInItsOwnVersion() throws Exception {
        server.client()
                .putBucketVersioning(bucket ->
                        bucket.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        Committed committed = commitBundle(List.of());
        put(ADDRESS.snapshot(), new byte[50]);

        assertThat(committed.bundle().snapshot().versionId()).isNotNull();
        assertThat(store.verify(committed.index())).isEqualTo(committed.bundle());
        assertThat(store.findSnapshot(ADDRESS)).isEmpty();
    }

    @Test
    void presignedUrl_needsNoCredentials() throws Exception {
        Committed committed = commitBundle(List.of());

        URI url = store.presignSnapshot(committed.bundle(), Duration.ofHours(2));

        assertThat(url.toString()).hasSizeLessThanOrEqualTo(1024).contains("X-Amz-Expires=7200");
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Sha256.of(answer.body()))
                .isEqualTo(committed.bundle().snapshot().sha256());
        assertThat(committed.toString()).doesNotContain("X-Amz");
    }

    @Test
    void urlTooLongForAHostedCluster_isRefusedWithoutShowingIt() throws Exception {
        Committed committed = commitBundle(List.of());
        S3BundleStore longToken = withSession("token".repeat(200), Instant.MAX);

        assertThatThrownBy(() -> longToken.presignSnapshot(committed.bundle(), Duration.ofHours(1)))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_URL_REFUSED))
                .hasMessageContaining("characters")
                .hasMessageNotContaining("tokentoken");
    }

    @Test
    void credentialsThatEndBeforeTheUrl_areRefused() throws Exception {
        Committed committed = commitBundle(List.of());
        S3BundleStore shortLived = withSession("token", Instant.parse("2026-01-01T00:59:00Z"));

        assertThatThrownBy(() -> shortLived.presignSnapshot(committed.bundle(), Duration.ofHours(1)))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_URL_REFUSED))
                .hasMessageContaining("credentials end at 2026-01-01T00:59:00Z");
    }

    @Test
    void validityBeyondAWeek_isRefused() throws Exception {
        Committed committed = commitBundle(List.of());

        assertThatThrownBy(() -> store.presignSnapshot(committed.bundle(), Duration.ofDays(8)))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_URL_REFUSED));
    }

    @Test
    void goodBucket_isAcceptedAndLeftEmpty() {
        store.checkBucket(ADDRESS, "us-east-1");

        assertNothingStored();
    }

    @Test
    void checkThatCrashed_leavesNothingAfterTheNext() {
        beginUpload(ADDRESS.probe().key() + "of-a-crashed-run");

        store.checkBucket(ADDRESS, "us-east-1");

        assertNothingStored();
    }

    @Test
    void discardedBundle_hasNoUnfinishedUploads_andItsNeighbourKeepsThem() {
        beginUpload(ADDRESS.snapshot().key());
        String neighbour = ADDRESS.sibling("m12").snapshot().key();
        beginUpload(neighbour);

        store.discard(ADDRESS);

        assertThat(server.openUploads()).extracting(MultipartUpload::key).containsExactly(neighbour);
    }

    @Test
    void nodes_areFoundAgainUntilTheBundleIsDiscarded() {
        assertThat(store.findNodes(ADDRESS)).isEmpty();
        List<BackupCompleted.Node> nodes = List.of(new BackupCompleted.Node("node-1", "aws:///us-east-1a/i-0abc"));

        store.putNodes(ADDRESS, nodes);

        assertThat(store.findNodes(ADDRESS)).contains(nodes);
        store.discard(ADDRESS);
        assertThat(store.findNodes(ADDRESS)).isEmpty();
    }

    @Test
    void checkedBucketWithVersions_remembersNothing() {
        server.client()
                .putBucketVersioning(bucket ->
                        bucket.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));

        store.checkBucket(ADDRESS, "us-east-1");

        assertNothingStored();
        assertThat(server.client()
                        .listObjectVersions(request -> request.bucket(BUCKET))
                        .versions())
                .isEmpty();
    }

    @Test
    void urlOfASnapshotToCome_isChecked() {
        store.checkSnapshotUrl(ADDRESS, Duration.ofHours(2));

        assertNothingStored();
    }

    @Test
    void urlOfASnapshotToCome_isRefusedAsTheRealOneWouldBe() {
        S3BundleStore longToken = withSession("token".repeat(200), Instant.MAX);
        S3BundleStore shortLived = withSession("token", Instant.parse("2026-01-01T00:59:00Z"));

        assertThatThrownBy(() -> longToken.checkSnapshotUrl(ADDRESS, Duration.ofHours(1)))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_URL_REFUSED))
                .hasMessageContaining("characters")
                .hasMessageNotContaining("tokentoken");
        assertThatThrownBy(() -> shortLived.checkSnapshotUrl(ADDRESS, Duration.ofHours(1)))
                .satisfies(problem -> assertReason(problem, ReasonCode.SNAPSHOT_URL_REFUSED))
                .hasMessageContaining("credentials end at 2026-01-01T00:59:00Z");
    }

    @Test
    void missingBucket_isRefused() {
        BundleAddress elsewhere = new BundleAddress("no-such-bucket", "hcp-ferry", HC1, "m1", null);

        assertThatThrownBy(() -> store.checkBucket(elsewhere, "us-east-1"))
                .satisfies(problem -> assertReason(problem, ReasonCode.BUCKET_UNUSABLE))
                .hasMessageContaining("no-such-bucket does not exist");
    }

    @Test
    void snapshotIntoAMissingBucket_isRefused() {
        BundleAddress elsewhere = new BundleAddress("no-such-bucket", "hcp-ferry", HC1, "m1", null);

        assertThatThrownBy(() -> store.putSnapshot(elsewhere, SnapshotSample.stream(SnapshotSample.ofSize(10)), FACTS))
                .satisfies(problem -> assertReason(problem, ReasonCode.BUCKET_UNUSABLE));
    }

    private void beginUpload(String key) {
        server.client().createMultipartUpload(upload -> upload.bucket(BUCKET).key(key));
    }

    private static S3BundleStore storeBehind(FaultyS3 faulty) {
        AwsClients faultyClients = new AwsClients(faulty.settings());
        return new S3BundleStore(faultyClients.s3(), faultyClients.presigner(), faulty.settings());
    }

    private Committed commitBundle(List<KubernetesObject> objects) throws IOException {
        MigrationRequested request = request();
        store.putRequest(ADDRESS, request);
        UploadedSnapshot uploaded =
                store.putSnapshot(ADDRESS, SnapshotSample.stream(SnapshotSample.ofSize(100)), FACTS);
        return store.commit(
                ADDRESS,
                new BackupBundle(
                        BackupBundle.FORMAT_VERSION,
                        request,
                        "hc1-x7k2p",
                        uploaded.snapshot(),
                        store.putManifests(ADDRESS, objects),
                        List.of(),
                        List.of(),
                        List.of(new BackupCompleted.Node("node-0", "aws:///us-east-1a/i-0abc")),
                        null,
                        Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static MigrationRequested request() {
        return new MigrationRequested(
                HC1,
                "mgmt-a",
                "mgmt-b",
                Scope.CONTROL_PLANE_AND_NODES,
                "m1",
                CleanupPolicy.AUTOMATIC,
                FailurePolicy.ROLL_BACK,
                false,
                null,
                null,
                new MigrationRequested.Deadlines(Duration.ofMinutes(30), null, null),
                null,
                false,
                null,
                null);
    }

    private static BackupBundle withInfraId(BackupBundle bundle, String infraId) {
        return new BackupBundle(
                bundle.formatVersion(),
                bundle.request(),
                infraId,
                bundle.snapshot(),
                bundle.manifests(),
                bundle.objects(),
                bundle.left(),
                bundle.nodes(),
                bundle.apiUnavailableSince(),
                bundle.completedAt());
    }

    private S3BundleStore withSession(String token, Instant end) {
        AwsSessionCredentials credentials = AwsSessionCredentials.builder()
                .accessKeyId("id")
                .secretAccessKey("secret")
                .sessionToken(token)
                .expirationTime(end)
                .build();
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return new S3BundleStore(
                clients.s3(), clients.presigner(), () -> StaticCredentialsProvider.create(credentials), clock);
    }

    private void put(S3Location at, byte[] content) {
        server.client().putObject(object -> object.bucket(at.bucket()).key(at.key()), RequestBody.fromBytes(content));
    }

    private byte[] content(S3Location at) {
        return server.client()
                .getObjectAsBytes(object -> object.bucket(at.bucket()).key(at.key()))
                .asByteArray();
    }

    private void assertNothingStored() {
        assertThat(server.keys()).isEmpty();
        assertThat(server.openUploads()).isEmpty();
    }

    private void assertCorrupt(Committed committed, String message) {
        BundleException problem = catchThrowableOfType(BundleException.class, () -> store.verify(committed.index()));
        assertReason(problem, ReasonCode.BUNDLE_CORRUPT);
        assertThat(problem).hasMessageContaining(message);
    }

    private static void assertReason(Throwable problem, ReasonCode reason) {
        assertThat(problem)
                .isInstanceOfSatisfying(
                        BundleException.class,
                        found -> assertThat(found.reason()).isEqualTo(reason));
    }
}
