package dev.hcpferry.common.etcd;

import dev.hcpferry.common.etcd.SnapshotArrivals.Arrival;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * {@code Maintenance.Snapshot} as a stream: at most 1 MiB waits for the reader, and as much is on its way. Ends early only with an
 * {@link IOException}: each message says how many bytes of the file are still to come.
 */
final class SnapshotStream extends InputStream {
    private final String pod;
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final SnapshotArrivals arrivals = new SnapshotArrivals();
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private boolean ended;
    private long received;
    private long announced;

    SnapshotStream(String pod, Channel channel) {
        this.pod = pod;
        Context previous = context.attach();
        try {
            MaintenanceGrpc.newStub(channel).snapshot(SnapshotRequest.getDefaultInstance(), arrivals);
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
        while (!ended && !chunk.hasRemaining()) {
            switch (next()) {
                case Arrival.Message(SnapshotResponse message) -> accept(message);
                case Arrival.End(Status status) -> end(status);
            }
        }
        return chunk.hasRemaining();
    }

    private void accept(SnapshotResponse message) {
        chunk = message.getBlob().asReadOnlyByteBuffer();
        received += chunk.remaining();
        announced = Math.max(announced, received + message.getRemainingBytes());
    }

    private void end(Status status) throws IOException {
        if (!status.isOk()) {
            throw new IOException(pod + " broke off its snapshot after " + received + " bytes: " + status);
        }
        requireAll();
        ended = true;
    }

    private Arrival next() throws InterruptedIOException {
        try {
            return arrivals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the snapshot of " + pod);
        }
    }

    private void requireAll() throws IOException {
        if (received == 0 || received < announced) {
            throw new IOException(
                    pod + " ended its snapshot early: " + received + " of at least " + announced + " bytes");
        }
    }
}
