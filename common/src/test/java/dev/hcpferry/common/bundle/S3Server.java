package dev.hcpferry.common.bundle;

import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.aws.TestAwsSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 in this JVM, in memory, that checks signatures. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "bundles";
    private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final S3Proxy proxy;
    private final S3Client s3;

    public S3Server() {
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception e) { // that is what it declares
            throw new IllegalStateException(e);
        }
        s3 = new AwsClients(settings()).s3();
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Settings of a service that uses this server. */
    public AwsSettings settings() {
        return TestAwsSettings.of(Map.of(
                "aws.region",
                "us-east-1",
                "aws.endpoint-url-s3",
                endpoint().toString(),
                "aws.access-key-id",
                ACCESS_KEY,
                "aws.secret-access-key",
                SECRET_KEY));
    }

    public S3Client client() {
        return s3;
    }

    public List<String> keys() {
        return s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    public List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads();
    }

    @Override
    public void close() {
        s3.close();
        try {
            proxy.stop();
        } catch (Exception e) { // that is what it declares
            throw new IllegalStateException(e);
        }
    }
}
