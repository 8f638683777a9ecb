package dev.hcpferry.backup.dryrun;

import dev.hcpferry.common.config.FerrySettings.EtcdSettings.Connection;
import java.time.Duration;

/**
 * How long the guest API will be away, judged by the size of etcd's data: a base, and the data's way from etcd to S3, and twice
 * from there, once to verify it and once into the new etcd. {@code docs/architecture.md} says where the figures come from.
 */
final class OutageEstimate {
    /** The API's pods draining here, etcd and API starting there, the name's new address spreading. */
    private static final Duration BASE = Duration.ofSeconds(90);

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long FORWARDED_PER_SECOND = 25 * MEBIBYTE;
    private static final long DIRECT_PER_SECOND = 60 * MEBIBYTE;
    private static final long S3_PER_SECOND = 60 * MEBIBYTE;
    private static final int READS_FROM_S3 = 2;

    private OutageEstimate() {}

    /** To the nearest second. */
    static Duration of(long snapshotBytes, Connection connection) {
        long perSecond = switch (connection) {
            case PORT_FORWARD -> FORWARDED_PER_SECOND;
            case POD_ADDRESS -> DIRECT_PER_SECOND;
        };
        double bytes = snapshotBytes;
        return BASE.plusSeconds(Math.round(bytes / perSecond + READS_FROM_S3 * bytes / S3_PER_SECOND));
    }
}
