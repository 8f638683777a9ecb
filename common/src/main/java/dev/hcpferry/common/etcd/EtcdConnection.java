package dev.hcpferry.common.etcd;

import java.io.IOException;
import java.io.InputStream;

/** One open connection to one member. Every call throws {@link EtcdException} when the member does not answer. */
public interface EtcdConnection extends AutoCloseable {

    /** Status, member list and alarms as this member sees them. */
    EtcdMember member();

    /** The revision of the member's key-value store just now. */
    default long revision() {
        return member().revision();
    }

    /** How many keys lived at the revision. */
    long keys(long revision);

    /**
     * The database as {@code Maintenance.Snapshot} streams it: the file, then 32 bytes with the SHA-256 of all before. The stream
     * fails with an {@link IOException} when it ends early; whether the trailer matches is for the reader to check.
     */
    InputStream snapshot();

    @Override
    void close();
}
