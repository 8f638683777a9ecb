package dev.hcpferry.common.cluster;

import java.util.Optional;
import java.util.Set;

/**
 * The management clusters that the configuration knows: one {@code <name>.kubeconfig} file each, re-read when it changes. A name
 * from an event means something only here.
 */
public interface ManagementClusters {

    Optional<ManagementCluster> find(String name);

    Set<String> names();
}
