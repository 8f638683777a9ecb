package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Opens the connections to management clusters and S3 at start, so that no migration pays for it while its guest API is away, and so
 * that the log of the start shows what can't be reached.
 */
@ApplicationScoped
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final HostedClusterRef NOBODY = new HostedClusterRef("warm-up", "warm-up");

    private final Systems systems;

    public WarmUp(Systems systems) {
        this.systems = systems;
    }

    void begin(@Observes StartupEvent started) {
        systems.managementClusters()
                .names()
                .forEach(name -> Thread.startVirtualThread(() -> attempt(
                        "management cluster " + name,
                        () -> systems.managementClusters().find(name).ifPresent(WarmUp::look))));
        systems.settings()
                .bundle()
                .bucket()
                .ifPresent(bucket -> Thread.startVirtualThread(() -> attempt(
                        "bucket " + bucket,
                        () -> systems.bundles()
                                .find(new BundleAddress(
                                        bucket, systems.settings().bundle().prefix(), NOBODY, "warm-up", null)))));
    }

    private static void look(ManagementCluster cluster) {
        cluster.list(ResourceKind.HOSTED_CLUSTER, NOBODY.namespace());
    }

    private static void attempt(String what, Runnable look) {
        try {
            look.run();
            LOG.infof("Reached %s", what);
        } catch (RuntimeException unreachable) {
            LOG.warnf("Could not reach %s: %s", what, unreachable.getMessage());
        }
    }
}
