package dev.hcpferry.simulation.service;

import dev.hcpferry.common.cluster.LeaseFences;
import dev.hcpferry.common.cluster.ManagementCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The leases of all processes. Whoever is frozen or gone does not renew his, and loses it as the product's settings say. */
public final class SimulatedLeases {
    private static final Duration DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    private final Map<String, Lease> leases = new HashMap<>();

    /** As one process sees them. */
    LeaseFences of(Life life) {
        return (cluster, namespace, name, holder) -> tryAcquire(life, cluster, namespace + "/" + name);
    }

    private synchronized Optional<LeaseFences.HeldLease> tryAcquire(Life life, ManagementCluster cluster, String name) {
        String key = cluster.name() + "/" + name;
        Lease there = leases.get(key);
        if (there != null && !there.expired(life.instant())) {
            return Optional.empty();
        }
        Lease taken = new Lease(key, life, life.instant());
        leases.put(key, taken);
        return Optional.of(taken);
    }

    private synchronized void release(Lease lease) {
        leases.remove(lease.key, lease);
    }

    private synchronized boolean isCurrent(Lease lease) {
        return leases.get(lease.key) == lease;
    }

    private final class Lease implements LeaseFences.HeldLease {
        private final String key;
        private final Life holder;
        private final Instant since;

        Lease(String key, Life holder, Instant since) {
            this.key = key;
            this.holder = holder;
            this.since = since;
        }

        boolean expired(Instant now) {
            return holder.freezes().reached(DURATION, since, now);
        }

        @Override
        public boolean held() {
            return isCurrent(this) && !holder.freezes().reached(RENEW_DEADLINE, since, holder.instant());
        }

        @Override
        public void close() {
            if (!holder.gone() && held()) {
                release(this);
            }
        }
    }
}
