package dev.hcpferry.common.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.cluster.TestSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ManagementClustersHealthTest {

    @Test
    void usableKubeconfigs_areReady() {
        HealthCheckResponse health = health(Set.of("mgmt-a", "mgmt-b"), Set.of("mgmt-a", "mgmt-b"));

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData()).hasValue(Map.of("reason", "2 kubeconfigs are usable"));
    }

    @Test
    void unusableKubeconfig_isNamed_andStopsNothing() {
        HealthCheckResponse health = health(Set.of("mgmt-a", "mgmt-b"), Set.of("mgmt-a"));

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData())
                .hasValue(
                        Map.of("reason", "1 of 2 kubeconfigs are not usable; the log says why", "unusable", "mgmt-b"));
    }

    @Test
    void noUsableKubeconfig_isNotReady() {
        assertThat(health(Set.of("mgmt-a"), Set.of()).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void emptyDirectory_isNotReady_andIsNamed() {
        HealthCheckResponse health = health(Set.of(), Set.of());

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData())
                .hasValue(Map.of("reason", "there is no <name>.kubeconfig in /etc/hcp-ferry/management-clusters"));
    }

    private static HealthCheckResponse health(Set<String> names, Set<String> usable) {
        ManagementClusters clusters = new ManagementClusters() {
            @Override
            public Optional<ManagementCluster> find(String name) {
                return usable.contains(name) ? Optional.of(new InMemoryManagementCluster(name)) : Optional.empty();
            }

            @Override
            public Set<String> names() {
                return names;
            }
        };
        return new ManagementClustersHealth(clusters, TestSettings.of(Map.of())).call();
    }
}
