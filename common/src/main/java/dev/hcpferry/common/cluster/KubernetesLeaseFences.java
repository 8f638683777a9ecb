package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases as Kubernetes objects, guarded by their resourceVersion. Two runs of one process would be the same holder to the API
 * server, so those are kept apart here.
 */
@ApplicationScoped
public class KubernetesLeaseFences implements LeaseFences {
    private final FerrySettings settings;
    private final LeaseSightings sightings = new LeaseSightings();
    private final Set<String> beingTaken = ConcurrentHashMap.newKeySet();
    private final Map<String, HeldLease> inHand = new ConcurrentHashMap<>();

    public KubernetesLeaseFences(FerrySettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<HeldLease> tryAcquire(
            ManagementCluster cluster, String namespace, String leaseName, String holder) {
        ManagementCluster unfenced = cluster instanceof FencedManagementCluster fenced ? fenced.unfenced() : cluster;
        ObjectKey key = new ObjectKey(ResourceKind.LEASE, namespace, leaseName);
        String place = unfenced.name() + " " + key;
        if (!beingTaken.add(place)) {
            return Optional.empty();
        }
        try {
            HeldLease other = inHand.get(place);
            if (other != null && other.held()) {
                return Optional.empty();
            }
            Optional<HeldLease> taken = KubernetesLease.tryAcquire(unfenced, key, holder, settings.lease(), sightings)
                    .map(lease -> new InHand(lease, place));
            taken.ifPresent(lease -> inHand.put(place, lease));
            return taken;
        } finally {
            beingTaken.remove(place);
        }
    }

    private final class InHand implements HeldLease {
        private final HeldLease lease;
        private final String place;

        InHand(HeldLease lease, String place) {
            this.lease = lease;
            this.place = place;
        }

        @Override
        public boolean held() {
            return lease.held();
        }

        @Override
        public void close() {
            lease.close();
            inHand.remove(place, this);
        }
    }
}
