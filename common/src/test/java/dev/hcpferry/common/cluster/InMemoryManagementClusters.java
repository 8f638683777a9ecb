package dev.hcpferry.common.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A registry of the management clusters that a test has made. */
public final class InMemoryManagementClusters implements ManagementClusters {
    private final Map<String, ManagementCluster> clusters = new TreeMap<>();

    public InMemoryManagementClusters(ManagementCluster... known) {
        for (ManagementCluster cluster : known) {
            clusters.put(cluster.name(), cluster);
        }
    }

    /** From now on this one is known too. */
    public void add(ManagementCluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    /** From now on nothing is known of it. */
    public void forget(String name) {
        clusters.remove(name);
    }

    @Override
    public Optional<ManagementCluster> find(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    @Override
    public Set<String> names() {
        return clusters.keySet();
    }
}
