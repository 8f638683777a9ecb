package dev.hcpferry.common.cluster;

import java.util.Optional;
import java.util.Set;

/** The management clusters, none of which can be changed. */
public record ReadOnlyManagementClusters(ManagementClusters clusters) implements ManagementClusters {
    @Override
    public Optional<ManagementCluster> find(String name) {
        return clusters.find(name).map(ReadOnlyManagementCluster::new);
    }

    @Override
    public Set<String> names() {
        return clusters.names();
    }
}
