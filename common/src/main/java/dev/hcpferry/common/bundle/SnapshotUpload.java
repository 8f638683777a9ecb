package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * One multipart upload with constant memory: while this thread fills one part, virtual threads send those before it. It becomes an
 * object only if the snapshot proves complete; after anything else it is aborted, once no part is under way any more.
 */
final class SnapshotUpload {
    /** 10,000 parts of this size are ten times etcd's largest quota. */
    static final int PART_BYTES = 8 * 1024 * 1024;

    private static final int BUFFERS = 3;
    private static final Duration ASSEMBLY_TIMEOUT = Duration.ofMinutes(10);
    /** Metadata that tells this upload's object from that of another. */
    private static final String TOKEN = "upload-token";

    private static final Logger LOG = Logger.getLogger(SnapshotUpload.class);

    private final S3Client s3;
    private final S3Location target;
    private final @Nullable String kmsKeyId;
    private final BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(BUFFERS);
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private final SnapshotDigest digest = new SnapshotDigest();
    private final String token = UUID.randomUUID().toString();
    private int allocated;

    SnapshotUpload(S3Client s3, S3Location target, @Nullable String kmsKeyId) {
        this.s3 = s3;
        this.target = target;
        this.kmsKeyId = kmsKeyId;
    }

    /** What became of the upload; {@code versionId} is null where the bucket keeps no versions. */
    record Stored(long bytes, String sha256, @Nullable String versionId) {}

    Stored run(InputStream snapshot, Map<String, String> metadata) throws IOException {
        try {
            abortLeftovers();
            String uploadId = create(metadata);
            boolean completed = false;
            try {
                sendParts(snapshot, uploadId);
                Stored stored = complete(uploadId);
                completed = true;
                return stored;
            } finally {
                if (!completed) {
                    abortAfterFailure(uploadId);
                }
            }
        } catch (S3Exception e) {
            throw S3Faults.translate(target.bucket(), e);
        }
    }

    /** Uploads of this very object that a crashed run left open. */
    private void abortLeftovers() {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(target.bucket())
                .prefix(target.key())
                .build();
        for (MultipartUpload upload : s3.listMultipartUploadsPaginator(request).uploads()) {
            if (upload.key().equals(target.key())) {
                abort(upload.uploadId());
                LOG.infof("aborted an upload of %s that an earlier run left open", target);
            }
        }
    }

    private String create(Map<String, String> metadata) {
        Map<String, String> withToken = new HashMap<>(metadata);
        withToken.put(TOKEN, token);
        return s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(target.bucket())
                        .key(target.key())
                        .contentType("application/octet-stream")
                        .serverSideEncryption(BundleObjects.encryption(kmsKeyId))
                        .ssekmsKeyId(kmsKeyId)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .metadata(withToken)
                        .build())
                .uploadId();
    }

    /** Returns when no part is under way any more, whether all succeeded or not. */
    private void sendParts(InputStream snapshot, String uploadId) throws IOException {
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (boolean more = true; more; ) {
                byte[] buffer = freeBuffer();
                throwFirstFailure();
                int length = snapshot.readNBytes(buffer, 0, buffer.length);
                digest.update(buffer, length);
                more = length == buffer.length;
                if (length > 0) {
                    int number = parts.size() + 1;
                    parts.add(senders.submit(() -> send(uploadId, number, buffer, length)));
                }
            }
        } finally {
            if (!digest.complete()) {
                senders.shutdownNow();
            }
            awaitEnd(senders);
        }
    }

    private byte[] freeBuffer() throws InterruptedIOException {
        byte[] free = buffers.poll();
        if (free != null) {
            return free;
        }
        if (allocated < BUFFERS) {
            allocated++;
            return new byte[PART_BYTES];
        }
        try {
            return buffers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private CompletedPart send(String uploadId, int number, byte[] buffer, int length) {
        try {
            MessageDigest partDigest = Sha256.digest();
            partDigest.update(buffer, 0, length);
            String checksum = Base64.getEncoder().encodeToString(partDigest.digest());
            UploadPartRequest request = UploadPartRequest.builder()
                    .bucket(target.bucket())
                    .key(target.key())
                    .uploadId(uploadId)
                    .partNumber(number)
                    .contentLength((long) length)
                    .checksumSHA256(checksum)
                    .build();
            String etag = s3.uploadPart(request, body(buffer, length)).eTag();
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(etag)
                    .checksumSHA256(checksum)
                    .build();
        } finally {
            buffers.add(buffer);
        }
    }

    /** Reads the buffer itself, again for every retry; {@code RequestBody.fromBytes} would copy it. */
    private static RequestBody body(byte[] buffer, int length) {
        ContentStreamProvider content =
                ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(buffer, 0, length));
        return RequestBody.fromContentProvider(content, length, "application/octet-stream");
    }

    private void throwFirstFailure() throws IOException {
        for (Future<CompletedPart> part : parts) {
            if (part.isDone()) {
                result(part);
            }
        }
    }

    private Stored complete(String uploadId) throws IOException {
        if (!digest.complete()) {
            throw new BundleException(
                    ReasonCode.SNAPSHOT_FAILED,
                    "the etcd snapshot of " + digest.bytes() + " bytes is cut short or damaged: "
                            + "its last 32 bytes are not the SHA-256 of those before");
        }
        List<CompletedPart> completed = new ArrayList<>();
        for (Future<CompletedPart> part : parts) {
            completed.add(result(part));
        }
        return new Stored(digest.bytes(), digest.sha256(), version(assemble(uploadId, completed)));
    }

    /**
     * Stores take long to assemble a large object, and answer a repeated request for one that is done already with an error: what
     * counts is whether this upload's object is there.
     *
     * @return the version, if the bucket has versions
     */
    private @Nullable String assemble(String uploadId, List<CompletedPart> completed) {
        try {
            return s3.completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                            .bucket(target.bucket())
                            .key(target.key())
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(completed))
                            .overrideConfiguration(call -> call.apiCallAttemptTimeout(ASSEMBLY_TIMEOUT)
                                    .apiCallTimeout(ASSEMBLY_TIMEOUT.multipliedBy(2)))
                            .build())
                    .versionId();
        } catch (SdkException fault) {
            return assembledNonetheless().orElseThrow(() -> fault).versionId();
        }
    }

    private Optional<HeadObjectResponse> assembledNonetheless() {
        return new BundleObjects(s3)
                .head(target)
                .filter(head -> token.equals(head.metadata().get(TOKEN)))
                .filter(head -> Objects.equals(head.contentLength(), digest.bytes()));
    }

    /** Some stores give an object without versions the version {@code null}, in letters. */
    private static @Nullable String version(@Nullable String versionId) {
        return "null".equals(versionId) ? null : versionId;
    }

    private static CompletedPart result(Future<CompletedPart> part) throws IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException fault) {
                throw fault;
            }
            throw new IOException("a part of the snapshot could not be uploaded", e.getCause());
        }
    }

    /** Not interruptible, so that an abort finds no part under way; an interrupt cuts the parts themselves short. */
    private static void awaitEnd(ExecutorService senders) {
        senders.shutdown();
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                ended = senders.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
                senders.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The SDK does nothing on an interrupted thread, so the interrupt waits until the upload is aborted. */
    private void abortAfterFailure(String uploadId) {
        boolean interrupted = Thread.interrupted();
        try {
            abort(uploadId);
        } catch (SdkException e) {
            LOG.warnf(e, "could not abort the upload of %s; the next attempt will", target);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abort(String uploadId) {
        try {
            s3.abortMultipartUpload(AbortMultipartUploadRequest.builder()
                    .bucket(target.bucket())
                    .key(target.key())
                    .uploadId(uploadId)
                    .build());
        } catch (S3Exception e) {
            if (!S3Faults.isAbsent(e)) {
                throw e;
            }
        }
    }

    private static InterruptedIOException interrupted() {
        return new InterruptedIOException("interrupted while uploading the snapshot");
    }
}
