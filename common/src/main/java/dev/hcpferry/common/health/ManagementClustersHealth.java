package dev.hcpferry.common.health;

import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.config.FerrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while at least one management cluster has a kubeconfig that can be used; names those that have not. One broken file does
 * not stop the migrations between the others, so it alone makes nothing unready.
 */
@Readiness
@ApplicationScoped
public class ManagementClustersHealth implements HealthCheck {
    private final ManagementClusters clusters;
    private final FerrySettings settings;

    public ManagementClustersHealth(ManagementClusters clusters, FerrySettings settings) {
        this.clusters = clusters;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> names = clusters.names();
        List<String> unusable = names.stream()
                .filter(name -> clusters.find(name).isEmpty())
                .sorted()
                .toList();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("management clusters are known")
                .status(unusable.size() < names.size())
                .withData("reason", reason(names.size(), unusable.size()));
        return unusable.isEmpty()
                ? response.build()
                : response.withData("unusable", String.join(", ", unusable)).build();
    }

    private String reason(int all, int unusable) {
        if (all == 0) {
            return "there is no <name>.kubeconfig in "
                    + settings.managementClusters().directory();
        }
        return unusable == 0
                ? all + " kubeconfigs are usable"
                : unusable + " of " + all + " kubeconfigs are not usable; the log says why";
    }
}
