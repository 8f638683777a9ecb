package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.LeaseFences.HeldLease;
import dev.hcpferry.common.config.FerrySettings.LeaseSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One Lease that this process holds and renews. Whether it is held is judged by the monotonic clock at the moment of the question,
 * so a process that was frozen knows at once that it is too late.
 */
final class KubernetesLease implements HeldLease {
    private static final Logger LOG = Logger.getLogger(KubernetesLease.class);
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ManagementCluster cluster;
    private final ObjectKey key;
    private final String holder;
    private final LeaseSettings settings;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease").factory());
    private volatile long renewedAt;
    private volatile boolean lost;

    private KubernetesLease(
            ManagementCluster cluster, ObjectKey key, String holder, LeaseSettings settings, long renewedAt) {
        this.cluster = cluster;
        this.key = key;
        this.holder = holder;
        this.settings = settings;
        this.renewedAt = renewedAt;
        long period = settings.retryPeriod().toMillis();
        renewing.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    static Optional<HeldLease> tryAcquire(
            ManagementCluster cluster, ObjectKey key, String holder, LeaseSettings settings) {
        long asked = System.nanoTime();
        KubernetesObject wanted = KubernetesObject.create(key.kind(), key.namespace(), key.name());
        write(wanted, holder, settings);
        cluster.createIfAbsent(wanted);
        boolean taken = cluster.edit(key, lease -> {
                    if (isFree(lease, holder)) {
                        write(lease, holder, settings);
                    }
                })
                .filter(lease -> isHeldBy(lease, holder))
                .isPresent();
        return taken ? Optional.of(new KubernetesLease(cluster, key, holder, settings, asked)) : Optional.empty();
    }

    @Override
    public boolean held() {
        return !lost && System.nanoTime() - renewedAt < settings.renewDeadline().toNanos();
    }

    @Override
    public void close() {
        renewing.shutdownNow();
        boolean ours = held();
        lost = true;
        if (!ours) {
            return;
        }
        try {
            cluster.find(key.kind(), key.namespace(), key.name())
                    .filter(lease -> isHeldBy(lease, holder))
                    .ifPresent(cluster::deleteUnchanged);
        } catch (RuntimeException unavailable) {
            LOG.debugf("%s could not be given back and expires by itself", key);
        }
    }

    private void renew() {
        long asked = System.nanoTime();
        try {
            if (!held()) {
                lost = true;
                return;
            }
            boolean renewed = cluster.edit(key, lease -> {
                        if (isHeldBy(lease, holder)) {
                            write(lease, holder, settings);
                        }
                    })
                    .filter(lease -> isHeldBy(lease, holder))
                    .isPresent();
            if (renewed) {
                renewedAt = asked;
            } else {
                lost = true;
            }
        } catch (RuntimeException unavailable) {
            LOG.debugf("%s could not be renewed just now", key);
        }
    }

    private static boolean isHeldBy(KubernetesObject lease, String holder) {
        return lease.text("/spec/holderIdentity").filter(holder::equals).isPresent();
    }

    private static boolean isFree(KubernetesObject lease, String holder) {
        Optional<String> other = lease.text("/spec/holderIdentity").filter(found -> !found.equals(holder));
        Instant renewed = lease.text("/spec/renewTime").map(Instant::parse).orElse(Instant.EPOCH);
        Duration duration =
                Duration.ofSeconds(lease.at("/spec/leaseDurationSeconds").asLong(0));
        return other.isEmpty() || renewed.plus(duration).isBefore(Instant.now());
    }

    private static void write(KubernetesObject lease, String holder, LeaseSettings settings) {
        String now = MICRO_TIME.format(Instant.now());
        if (!isHeldBy(lease, holder)) {
            lease.spec().put("acquireTime", now);
        }
        lease.spec()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", (int) settings.duration().toSeconds())
                .put("renewTime", now);
    }
}
