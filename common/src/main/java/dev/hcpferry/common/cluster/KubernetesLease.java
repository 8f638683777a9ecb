package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.LeaseFences.HeldLease;
import dev.hcpferry.common.config.FerrySettings.LeaseSettings;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * One Lease that this process holds and renews. Whether it is held is judged by the monotonic clock at the moment of the question,
 * so a process that was frozen knows at once that it is too late.
 */
final class KubernetesLease implements HeldLease {
    private static final Logger LOG = Logger.getLogger(KubernetesLease.class);
    /** One that hangs must not keep the next from being tried. */
    private static final int MAX_RENEWALS_AT_ONCE = 2;

    private final ManagementCluster cluster;
    private final LeaseRecord record;
    private final LeaseSettings settings;
    private final AtomicLong renewedAt;
    private final AtomicInteger renewals = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean lost;

    /** @param acquiredAt when the request was sent that took the lease */
    private KubernetesLease(ManagementCluster cluster, LeaseRecord record, LeaseSettings settings, long acquiredAt) {
        this.cluster = cluster;
        this.record = record;
        this.settings = settings;
        this.renewedAt = new AtomicLong(acquiredAt);
        Thread.ofVirtual().name("lease " + record.key().name()).start(this::keepRenewing);
    }

    static Optional<HeldLease> tryAcquire(
            ManagementCluster cluster, ObjectKey key, String holder, LeaseSettings settings, LeaseSightings sightings) {
        long asked = System.nanoTime();
        LeaseRecord record = new LeaseRecord(key, holder, settings.duration());
        KubernetesObject wanted = record.newLease();
        KubernetesObject there = cluster.createIfAbsent(wanted);
        boolean taken = there.at("/spec").equals(wanted.at("/spec"))
                || cluster.edit(key, lease -> {
                            if (record.isHeldIn(lease)
                                    || LeaseRecord.isFree(lease)
                                    || sightings.sawExpire(cluster.name(), lease)) {
                                record.renew(lease);
                            }
                        })
                        .filter(record::isHeldIn)
                        .isPresent();
        if (!taken) {
            return Optional.empty();
        }
        sightings.forget(cluster.name(), key);
        return Optional.of(new KubernetesLease(cluster, record, settings, asked));
    }

    @Override
    public boolean held() {
        if (!lost
                && System.nanoTime() - renewedAt.get()
                        >= settings.renewDeadline().toNanos()) {
            lost = true;
            LOG.warnf("%s on %s could not be renewed in time", record.key(), cluster.name());
        }
        return !lost;
    }

    /** One that was lost is left alone: the same holder may have taken it anew. */
    @Override
    public void close() {
        boolean ours = held();
        lost = true;
        closed.countDown();
        if (!ours) {
            return;
        }
        try {
            cluster.edit(record.key(), record::release)
                    .filter(LeaseRecord::isFree)
                    .ifPresent(cluster::deleteUnchanged);
        } catch (RuntimeException unavailable) {
            LOG.debugf("%s on %s could not be given back and expires by itself", record.key(), cluster.name());
        }
    }

    private void keepRenewing() {
        try {
            while (!closed.await(settings.retryPeriod().toMillis(), TimeUnit.MILLISECONDS) && held()) {
                if (renewals.get() < MAX_RENEWALS_AT_ONCE) {
                    renewals.incrementAndGet();
                    Thread.ofVirtual().name("renewal of " + record.key().name()).start(this::renew);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        long asked = System.nanoTime();
        try {
            boolean renewed = write().filter(record::isHeldIn).isPresent();
            if (renewed) {
                renewedAt.accumulateAndGet(asked, (old, young) -> young - old > 0 ? young : old);
            } else if (closed.getCount() > 0) {
                lost = true;
                LOG.warnf("%s on %s was taken by somebody else", record.key(), cluster.name());
            }
        } catch (RuntimeException unavailable) {
            LOG.debugf("%s on %s could not be renewed just now", record.key(), cluster.name());
        } finally {
            renewals.decrementAndGet();
        }
    }

    /** A Lease that was deleted is nobody else's: it is put back. */
    private Optional<KubernetesObject> write() {
        Optional<KubernetesObject> written = cluster.edit(record.key(), lease -> {
            if (record.isHeldIn(lease)) {
                record.renew(lease);
            }
        });
        return written.isPresent() || closed.getCount() == 0
                ? written
                : Optional.of(cluster.createIfAbsent(record.newLease()));
    }
}
