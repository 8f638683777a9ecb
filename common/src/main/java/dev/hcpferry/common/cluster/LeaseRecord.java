package dev.hcpferry.common.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What stands in a Lease that this holder has. */
record LeaseRecord(ObjectKey key, String holder, Duration duration) {
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    KubernetesObject newLease() {
        KubernetesObject lease = KubernetesObject.create(key.kind(), key.namespace(), key.name());
        renew(lease);
        return lease;
    }

    /** Takes the lease, or keeps it. */
    void renew(KubernetesObject lease) {
        String now = MICRO_TIME.format(Instant.now());
        if (!isHeldIn(lease)) {
            lease.spec().put("acquireTime", now);
        }
        lease.spec()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", (int) Math.max(1, Math.ceilDiv(duration.toMillis(), 1000)))
                .put("renewTime", now);
    }

    void release(KubernetesObject lease) {
        if (isHeldIn(lease)) {
            lease.spec().put("holderIdentity", "");
        }
    }

    boolean isHeldIn(KubernetesObject lease) {
        return lease.text("/spec/holderIdentity").filter(holder::equals).isPresent();
    }

    static boolean isFree(KubernetesObject lease) {
        return lease.text("/spec/holderIdentity").isEmpty();
    }
}
