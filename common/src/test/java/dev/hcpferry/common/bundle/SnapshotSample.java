package dev.hcpferry.common.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** What etcd would stream: any bytes, and their SHA-256 as the last 32. */
public final class SnapshotSample {
    private SnapshotSample() {}

    public static byte[] ofSize(int bodyBytes) {
        byte[] snapshot = Arrays.copyOf(random(bodyBytes), bodyBytes + Sha256.LENGTH);
        byte[] trailer = Sha256.digest().digest(Arrays.copyOf(snapshot, bodyBytes));
        System.arraycopy(trailer, 0, snapshot, bodyBytes, trailer.length);
        return snapshot;
    }

    public static byte[] damaged(int bodyBytes) {
        byte[] snapshot = ofSize(bodyBytes);
        snapshot[bodyBytes / 2] ^= 1;
        return snapshot;
    }

    public static InputStream stream(byte[] snapshot) {
        return new ByteArrayInputStream(snapshot);
    }

    /** Fails with an {@link IOException} in place of the last bytes. */
    public static InputStream breakingOff(byte[] snapshot, int missing) {
        return new InputStream() {
            private final InputStream start = new ByteArrayInputStream(snapshot, 0, snapshot.length - missing);

            @Override
            public int read() throws IOException {
                return orBreak(start.read());
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return orBreak(start.read(buffer, offset, length));
            }

            private int orBreak(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("etcd-0 broke off");
                }
                return read;
            }
        };
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new Random(42).nextBytes(random);
        return random;
    }
}
