package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.ReasonCode;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells S3's answers apart: those that no repetition changes become {@link BundleException}s. */
final class S3Faults {
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<String> WRONG_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    /** 403s that pass: the SDK renews credentials, and clocks get corrected. */
    private static final Set<String> PASSING = Set.of("ExpiredToken", "RequestTimeTooSkewed", "RequestExpired");

    private S3Faults() {}

    /** The exception to throw in place of S3's: a {@link BundleException} if trying again does not help, else the same. */
    static RuntimeException translate(String bucket, S3Exception fault) {
        if (refusesKey(fault)) {
            return new BundleException(
                    ReasonCode.KMS_KEY_REFUSED, "KMS key refused for bucket " + bucket + ": " + message(fault));
        }
        if (isMissingBucket(fault)) {
            return unusable(bucket, "does not exist");
        }
        if (fault.statusCode() == MOVED || WRONG_REGION.contains(code(fault))) {
            return unusable(bucket, "is in another region than AWS_REGION says");
        }
        if (fault.statusCode() == FORBIDDEN && !PASSING.contains(code(fault))) {
            return unusable(bucket, "refuses access: " + message(fault));
        }
        return fault;
    }

    static BundleException unusable(String bucket, String why) {
        return new BundleException(ReasonCode.BUCKET_UNUSABLE, "bucket " + bucket + " " + why);
    }

    /** The object, upload or setting asked for is not there; not so when the whole bucket is missing. */
    static boolean isAbsent(S3Exception fault) {
        return fault.statusCode() == NOT_FOUND && !isMissingBucket(fault);
    }

    static String code(S3Exception fault) {
        AwsErrorDetails details = fault.awsErrorDetails();
        return details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    }

    /** What S3 says, or its code where it says nothing. S3's messages name keys and principals, never signatures. */
    static String message(S3Exception fault) {
        AwsErrorDetails details = fault.awsErrorDetails();
        String text = details == null ? null : details.errorMessage();
        String status = "HTTP " + fault.statusCode() + (code(fault).isEmpty() ? "" : " " + code(fault));
        return text == null || text.isBlank() ? status : status + ", " + text;
    }

    private static boolean isMissingBucket(S3Exception fault) {
        return "NoSuchBucket".equals(code(fault));
    }

    private static boolean refusesKey(S3Exception fault) {
        return code(fault).startsWith("KMS.")
                || (fault.statusCode() == FORBIDDEN && message(fault).contains("kms:"));
    }
}
