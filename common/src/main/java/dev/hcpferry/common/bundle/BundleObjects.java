package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects of a bundle in S3: always encrypted, small ones whole in memory. */
final class BundleObjects {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client s3;

    BundleObjects(S3Client s3) {
        this.s3 = s3;
    }

    PutObjectResponse put(S3Location at, byte[] content, String contentType, @Nullable String kmsKeyId) {
        return call(at.bucket(), () -> s3.putObject(request(at, content, contentType, kmsKeyId), body(content)));
    }

    /** Writes the object unless there is one. False when there is one, or somebody else is writing it right now. */
    boolean putIfAbsent(S3Location at, byte[] content, String contentType, @Nullable String kmsKeyId) {
        PutObjectRequest request = request(at, content, contentType, kmsKeyId).toBuilder()
                .ifNoneMatch("*")
                .build();
        try {
            s3.putObject(request, body(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw S3Faults.translate(at.bucket(), e);
        }
    }

    /** Deletes the object; one that is not there is deleted already. */
    void delete(S3Location at) {
        call(
                at.bucket(),
                () -> s3.deleteObject(request -> request.bucket(at.bucket()).key(at.key())));
    }

    Optional<byte[]> get(S3Location at) {
        try {
            return Optional.of(s3.getObjectAsBytes(GetObjectRequest.builder()
                            .bucket(at.bucket())
                            .key(at.key())
                            .build())
                    .asByteArrayUnsafe());
        } catch (S3Exception e) {
            return absentOrThrow(at, e);
        }
    }

    Optional<HeadObjectResponse> head(S3Location at) {
        try {
            return Optional.of(s3.headObject(HeadObjectRequest.builder()
                    .bucket(at.bucket())
                    .key(at.key())
                    .build()));
        } catch (S3Exception e) {
            return absentOrThrow(at, e);
        }
    }

    /** Reads an object to its end; empty when it is missing. */
    Optional<Sha256.Sum> sum(S3Location at, @Nullable String versionId) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(at.bucket())
                .key(at.key())
                .versionId(versionId)
                .build();
        try (InputStream content = s3.getObject(request)) {
            return Optional.of(Sha256.of(content));
        } catch (S3Exception e) {
            return absentOrThrow(at, e);
        }
    }

    static <T> T call(String bucket, Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception e) {
            throw S3Faults.translate(bucket, e);
        }
    }

    static ServerSideEncryption encryption(@Nullable String kmsKeyId) {
        return kmsKeyId == null ? ServerSideEncryption.AES256 : ServerSideEncryption.AWS_KMS;
    }

    private static PutObjectRequest request(
            S3Location at, byte[] content, String contentType, @Nullable String kmsKeyId) {
        return PutObjectRequest.builder()
                .bucket(at.bucket())
                .key(at.key())
                .contentType(contentType)
                .serverSideEncryption(encryption(kmsKeyId))
                .ssekmsKeyId(kmsKeyId)
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(Sha256.digest().digest(content)))
                .build();
    }

    private static RequestBody body(byte[] content) {
        return RequestBody.fromBytes(content);
    }

    private static <T> Optional<T> absentOrThrow(S3Location at, S3Exception fault) {
        if (S3Faults.isAbsent(fault)) {
            return Optional.empty();
        }
        throw S3Faults.translate(at.bucket(), fault);
    }
}
