package dev.hcpferry.common.cluster;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leases that are held until they are given back or taken away. */
public final class InMemoryLeases implements LeaseFences {
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** The leases that somebody holds, as {@code <cluster>/<namespace>/<name>}. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Somebody else takes it. */
    public void takeBefore(String lease) {
        held.add(lease);
    }

    /** Whoever holds it loses it. */
    public void lose(String lease) {
        held.remove(lease);
    }

    @Override
    public Optional<HeldLease> tryAcquire(
            ManagementCluster cluster, String namespace, String leaseName, String holder) {
        String lease = cluster.name() + "/" + namespace + "/" + leaseName;
        return held.add(lease) ? Optional.of(new Held(lease)) : Optional.empty();
    }

    private final class Held implements HeldLease {
        private final String lease;

        Held(String lease) {
            this.lease = lease;
        }

        @Override
        public boolean held() {
            return held.contains(lease);
        }

        @Override
        public void close() {
            held.remove(lease);
        }
    }
}
