package dev.hcpferry.common.bundle;

import java.security.MessageDigest;

/**
 * Digests an etcd snapshot as it streams past: of the whole, and of all but the last 32 bytes, which must equal those (DOMAIN
 * "etcd"). The last 32 bytes seen so far are held back from the digest until more follow.
 */
final class SnapshotDigest {
    private final MessageDigest body = Sha256.digest();
    private final byte[] held = new byte[Sha256.LENGTH];
    private int heldLength;
    private long bytes;

    void update(byte[] buffer, int length) {
        bytes += length;
        int released = Math.min(heldLength, Math.max(0, heldLength + length - Sha256.LENGTH));
        body.update(held, 0, released);
        System.arraycopy(held, released, held, 0, heldLength - released);
        heldLength -= released;
        int kept = Math.min(length, Sha256.LENGTH - heldLength);
        body.update(buffer, 0, length - kept);
        System.arraycopy(buffer, length - kept, held, heldLength, kept);
        heldLength += kept;
    }

    long bytes() {
        return bytes;
    }

    /** Whether the stream so far is a complete snapshot. */
    boolean complete() {
        return bytes > Sha256.LENGTH && MessageDigest.isEqual(fork().digest(), held);
    }

    /** The SHA-256 of everything so far, trailer included. */
    String sha256() {
        MessageDigest whole = fork();
        whole.update(held, 0, heldLength);
        return Sha256.hex(whole.digest());
    }

    private MessageDigest fork() {
        try {
            return (MessageDigest) body.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the Java runtime can be cloned", e);
        }
    }
}
