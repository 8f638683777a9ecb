package dev.hcpferry.common.etcd;

import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code Maintenance.Snapshot} as a stream: at most one message waits for the reader. Ends early only with an
 * {@link IOException}: each message says how many bytes of the file are still to come.
 */
final class SnapshotStream extends InputStream {
    private final String pod;
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final Iterator<SnapshotResponse> messages;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long received;
    private long announced;

    SnapshotStream(String pod, Channel channel) {
        this.pod = pod;
        Context previous = context.attach();
        try {
            this.messages = MaintenanceGrpc.newBlockingStub(channel).snapshot(SnapshotRequest.getDefaultInstance());
        } finally {
            context.detach(previous);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int copied = Math.min(length, chunk.remaining());
        chunk.get(buffer, offset, copied);
        return copied;
    }

    @Override
    public int available() {
        return chunk.remaining();
    }

    @Override
    public void close() {
        context.cancel(null);
    }

    /** False at the end of a complete stream. */
    private boolean fill() throws IOException {
        while (!chunk.hasRemaining()) {
            if (!fromMember(messages::hasNext)) {
                requireAll();
                return false;
            }
            SnapshotResponse message = fromMember(messages::next);
            chunk = message.getBlob().asReadOnlyByteBuffer();
            received += chunk.remaining();
            announced = Math.max(announced, received + message.getRemainingBytes());
        }
        return true;
    }

    private void requireAll() throws IOException {
        if (received == 0 || received < announced) {
            throw new IOException(
                    pod + " ended its snapshot early: " + received + " of at least " + announced + " bytes");
        }
    }

    private <T> T fromMember(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.CANCELLED
                    && Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while reading the snapshot of " + pod);
            }
            throw new IOException(pod + " broke off its snapshot after " + received + " bytes: " + e.getStatus(), e);
        }
    }
}
