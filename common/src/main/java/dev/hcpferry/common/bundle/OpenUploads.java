package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Multipart uploads that were begun and not completed. No listing of objects shows them, and they cost storage until they are aborted. */
final class OpenUploads {
    private static final Logger LOG = Logger.getLogger(OpenUploads.class);

    private final S3Client s3;

    OpenUploads(S3Client s3) {
        this.s3 = s3;
    }

    /** Aborts those that crashed runs left under keys which begin like this one. */
    void abortLeftovers(S3Location start) {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(start.bucket())
                .prefix(start.key())
                .build();
        try {
            for (MultipartUpload upload :
                    s3.listMultipartUploadsPaginator(request).uploads()) {
                S3Location at = new S3Location(start.bucket(), upload.key());
                abort(at, upload.uploadId());
                LOG.infof("aborted an upload of %s that an earlier run left open", at);
            }
        } catch (S3Exception e) {
            throw S3Faults.translate(start.bucket(), e);
        }
    }

    /** One that is not there is aborted already. */
    void abort(S3Location at, String uploadId) {
        try {
            s3.abortMultipartUpload(
                    upload -> upload.bucket(at.bucket()).key(at.key()).uploadId(uploadId));
        } catch (S3Exception e) {
            if (!S3Faults.isAbsent(e)) {
                throw e;
            }
        }
    }
}
