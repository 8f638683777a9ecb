package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The parts of one upload. While the caller's thread fills one buffer, virtual threads send those before it. */
final class SnapshotParts {
    /** The smallest that S3 takes; 10,000 of them are six times etcd's largest quota. */
    static final int PART_BYTES = 5 * 1024 * 1024;

    private static final int BUFFERS = 4;

    private final S3Client s3;
    private final S3Location target;
    private final String uploadId;
    private final BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(BUFFERS);
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private int allocated;

    SnapshotParts(S3Client s3, S3Location target, String uploadId) {
        this.s3 = s3;
        this.target = target;
        this.uploadId = uploadId;
    }

    /** Returns when no part is under way any more, whether all succeeded or not; the digest has seen every byte then. */
    void send(InputStream snapshot, SnapshotDigest digest) throws IOException {
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
                    parts.add(senders.submit(() -> send(number, buffer, length)));
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

    private CompletedPart send(int number, byte[] buffer, int length) {
        try {
            String checksum = checksum(buffer, length);
            UploadPartRequest request = UploadPartRequest.builder()
                    .bucket(target.bucket())
                    .key(target.key())
                    .uploadId(uploadId)
                    .partNumber(number)
                    .contentLength((long) length)
                    .checksumCRC32(checksum)
                    .build();
            String etag = s3.uploadPart(request, body(buffer, length)).eTag();
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(etag)
                    .checksumCRC32(checksum)
                    .build();
        } finally {
            buffers.add(buffer);
        }
    }

    /**
     * For S3 to notice a part that was damaged on its way. What proves the snapshot is the SHA-256 of the whole; one of each part, too,
     * would cost both sides more time than all the rest of the upload.
     */
    private static String checksum(byte[] buffer, int length) {
        CRC32 crc = new CRC32();
        crc.update(buffer, 0, length);
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
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

    /** All of them, in order; throws what one of them met. */
    List<CompletedPart> sent() throws IOException {
        List<CompletedPart> sent = new ArrayList<>();
        for (Future<CompletedPart> part : parts) {
            sent.add(result(part));
        }
        return sent;
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

    private static InterruptedIOException interrupted() {
        return new InterruptedIOException("interrupted while uploading the snapshot");
    }
}
