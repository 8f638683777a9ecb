package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One multipart upload with constant memory. It becomes an object only if the snapshot proves complete; after anything else it is
 * aborted, once no part is under way any more.
 */
final class SnapshotUpload {
    private static final Duration ASSEMBLY_TIMEOUT = Duration.ofMinutes(10);
    /** Metadata that tells this upload's object from that of another. */
    private static final String TOKEN = "upload-token";

    private static final Logger LOG = Logger.getLogger(SnapshotUpload.class);

    private final S3Client s3;
    private final OpenUploads uploads;
    private final S3Location target;
    private final @Nullable String kmsKeyId;
    private final SnapshotDigest digest = new SnapshotDigest();
    private final String token = UUID.randomUUID().toString();

    SnapshotUpload(S3Client s3, S3Location target, @Nullable String kmsKeyId) {
        this.s3 = s3;
        this.uploads = new OpenUploads(s3);
        this.target = target;
        this.kmsKeyId = kmsKeyId;
    }

    /** What became of the upload; {@code versionId} is null where the bucket keeps no versions. */
    record Stored(long bytes, String sha256, @Nullable String versionId) {}

    Stored run(InputStream snapshot, Map<String, String> metadata) throws IOException {
        try {
            uploads.abortLeftovers(target);
            String uploadId = create(metadata);
            boolean completed = false;
            try {
                SnapshotParts parts = new SnapshotParts(s3, target, uploadId);
                parts.send(snapshot, digest);
                Stored stored = complete(uploadId, parts);
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

    private String create(Map<String, String> metadata) {
        Map<String, String> withToken = new HashMap<>(metadata);
        withToken.put(TOKEN, token);
        return s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(target.bucket())
                        .key(target.key())
                        .contentType("application/octet-stream")
                        .serverSideEncryption(BundleObjects.encryption(kmsKeyId))
                        .ssekmsKeyId(kmsKeyId)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .metadata(withToken)
                        .build())
                .uploadId();
    }

    private Stored complete(String uploadId, SnapshotParts parts) throws IOException {
        if (!digest.complete()) {
            throw new BundleException(
                    ReasonCode.SNAPSHOT_FAILED,
                    "the etcd snapshot of " + digest.bytes() + " bytes is cut short or damaged: "
                            + "its last 32 bytes are not the SHA-256 of those before");
        }
        return new Stored(digest.bytes(), digest.sha256(), version(assemble(uploadId, parts.sent())));
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

    /** The SDK does nothing on an interrupted thread, so the interrupt waits until the upload is aborted. */
    private void abortAfterFailure(String uploadId) {
        boolean interrupted = Thread.interrupted();
        try {
            uploads.abort(target, uploadId);
        } catch (SdkException e) {
            LOG.warnf(e, "could not abort the upload of %s; the next attempt will", target);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
