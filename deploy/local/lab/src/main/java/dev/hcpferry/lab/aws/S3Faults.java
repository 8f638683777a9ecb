package dev.hcpferry.lab.aws;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A store of objects whose next reads and writes can be made to fail. Safe for threads. */
public final class S3Faults extends ForwardingBlobStore {

    private static final int INTERNAL_ERROR = 500;
    private static final int SLOW_DOWN = 503;

    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger slowDowns = new AtomicInteger();

    S3Faults(BlobStore store) {
        super(store);
    }

    /** So many of the next reads and writes are answered with 500. */
    public void fail(int requests) {
        errors.addAndGet(requests);
    }

    /** So many of the next reads and writes are answered with 503 SlowDown. */
    public void slowDown(int requests) {
        slowDowns.addAndGet(requests);
    }

    /** What has not failed yet works. */
    public void clear() {
        errors.set(0);
        slowDowns.set(0);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        failIfAsked();
        return super.putBlob(request, content);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            org.gaul.s3proxy.blobstore.domain.MultipartUpload upload, UploadPartRequest request, InputStream content) {
        failIfAsked();
        return super.uploadMultipartPart(upload, request, content);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        failIfAsked();
        return super.getBlob(request);
    }

    private void failIfAsked() {
        if (take(errors)) {
            throw S3Exceptions.fromStatusCode(INTERNAL_ERROR);
        }
        if (take(slowDowns)) {
            throw S3Exceptions.fromStatusCode(SLOW_DOWN);
        }
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
    }
}
