package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Leases as Kubernetes objects, guarded by their resourceVersion. */
@ApplicationScoped
public class KubernetesLeaseFences implements LeaseFences {
    private final FerrySettings settings;

    public KubernetesLeaseFences(FerrySettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<HeldLease> tryAcquire(
            ManagementCluster cluster, String namespace, String leaseName, String holder) {
        ManagementCluster unfenced = cluster instanceof FencedManagementCluster fenced ? fenced.unfenced() : cluster;
        return KubernetesLease.tryAcquire(
                unfenced, new ObjectKey(ResourceKind.LEASE, namespace, leaseName), holder, settings.lease());
    }
}
