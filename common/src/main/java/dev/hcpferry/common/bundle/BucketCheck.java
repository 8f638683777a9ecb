package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Proves that a bucket may hold bundles, before anything depends on it. What can't be seen counts as a refusal. */
final class BucketCheck {
    private static final Logger LOG = Logger.getLogger(BucketCheck.class);
    private static final String REGION_HEADER = "x-amz-bucket-region";
    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";
    private static final Set<String> EVERYBODY = Set.of(GROUPS + "AllUsers", GROUPS + "AuthenticatedUsers");
    /** How stores other than Amazon's say that they do not know a question; what they lack can't make a bucket public. */
    private static final Set<Integer> NOT_KNOWN = Set.of(404, 405, 501);

    private final S3Client s3;
    private final BundleObjects objects;
    private final OpenUploads uploads;
    private final String bucket;

    BucketCheck(S3Client s3, String bucket) {
        this.s3 = s3;
        this.objects = new BundleObjects(s3);
        this.uploads = new OpenUploads(s3);
        this.bucket = bucket;
    }

    void region(String expected) {
        Optional<String> actual = headRegion().or(this::locationRegion);
        if (actual.isPresent() && !actual.get().equals(expected)) {
            throw S3Faults.unusable(bucket, "is in region " + actual.get() + ", the hosted cluster in " + expected);
        }
    }

    void notPublic() {
        Optional<PublicAccessBlockConfiguration> block = ask(
                "s3:GetBucketPublicAccessBlock",
                () -> s3.getPublicAccessBlock(request -> request.bucket(bucket)).publicAccessBlockConfiguration());
        boolean policyHarmless =
                block.map(PublicAccessBlockConfiguration::restrictPublicBuckets).orElse(false);
        boolean aclHarmless =
                block.map(PublicAccessBlockConfiguration::ignorePublicAcls).orElse(false);
        if (!policyHarmless && policyIsPublic()) {
            throw S3Faults.unusable(bucket, "is public by its policy");
        }
        if (!aclHarmless && aclIsPublic()) {
            throw S3Faults.unusable(bucket, "is public by its access control list");
        }
    }

    /**
     * Begins an upload, sends a byte, gives the upload up, and reads where nothing is: a missing permission or a refused key shows
     * now, and no object appears, which a bucket with versioning would remember. Ends what a check that crashed has begun.
     */
    void writable(S3Location probe, @Nullable String kmsKeyId) {
        uploads.abortLeftovers(probe);
        S3Location at = new S3Location(probe.bucket(), probe.key() + UUID.randomUUID());
        String uploadId = BundleObjects.call(
                        bucket,
                        () -> s3.createMultipartUpload(upload -> upload.bucket(at.bucket())
                                .key(at.key())
                                .serverSideEncryption(BundleObjects.encryption(kmsKeyId))
                                .ssekmsKeyId(kmsKeyId)))
                .uploadId();
        try {
            BundleObjects.call(
                    bucket,
                    () -> s3.uploadPart(
                            part -> part.bucket(at.bucket())
                                    .key(at.key())
                                    .uploadId(uploadId)
                                    .partNumber(1),
                            RequestBody.fromBytes(new byte[1])));
        } finally {
            abort(at, uploadId);
        }
        objects.get(at);
    }

    private void abort(S3Location at, String uploadId) {
        try {
            uploads.abort(at, uploadId);
        } catch (S3Exception e) {
            LOG.warnf(
                    "could not give up the unfinished upload %s: %s. Allow s3:AbortMultipartUpload.",
                    at, S3Faults.message(e));
        }
    }

    private Optional<String> headRegion() {
        try {
            return Optional.ofNullable(
                    s3.headBucket(request -> request.bucket(bucket)).bucketRegion());
        } catch (S3Exception e) {
            Optional<String> region = Optional.ofNullable(e.awsErrorDetails())
                    .flatMap(details -> details.sdkHttpResponse().firstMatchingHeader(REGION_HEADER));
            if (e.statusCode() == 301 && region.isPresent()) {
                return region;
            }
            if (e.statusCode() == 404) {
                throw S3Faults.unusable(bucket, "does not exist");
            }
            throw S3Faults.translate(bucket, e);
        }
    }

    /** For stores that do not say it with the bucket; they may know no regions at all. */
    private Optional<String> locationRegion() {
        return ask(
                        "s3:GetBucketLocation",
                        () -> s3.getBucketLocation(request -> request.bucket(bucket))
                                .locationConstraintAsString())
                .filter(location -> !location.isEmpty());
    }

    private boolean policyIsPublic() {
        return ask(
                        "s3:GetBucketPolicyStatus",
                        () -> s3.getBucketPolicyStatus(request -> request.bucket(bucket))
                                .policyStatus()
                                .isPublic())
                .orElse(false);
    }

    private boolean aclIsPublic() {
        return ask(
                        "s3:GetBucketAcl",
                        () -> s3.getBucketAcl(request -> request.bucket(bucket)).grants().stream()
                                .anyMatch(grant -> grant.grantee() != null
                                        && grant.grantee().uri() != null
                                        && EVERYBODY.contains(grant.grantee().uri())))
                .orElse(false);
    }

    private <T> Optional<T> ask(String permission, Supplier<@Nullable T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (S3Exception e) {
            if (NOT_KNOWN.contains(e.statusCode())) {
                return Optional.empty();
            }
            if (e.statusCode() == 403) {
                throw S3Faults.unusable(bucket, "does not say whether it is public: allow " + permission);
            }
            throw S3Faults.translate(bucket, e);
        }
    }
}
