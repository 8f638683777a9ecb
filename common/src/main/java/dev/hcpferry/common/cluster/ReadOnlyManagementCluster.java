package dev.hcpferry.common.cluster;

/** A management cluster that can only be looked at; pods may be reached, because etcd is asked through them. */
public final class ReadOnlyManagementCluster extends ReadOnlyKubernetesApi implements ManagementCluster {
    private final ManagementCluster cluster;

    public ReadOnlyManagementCluster(ManagementCluster cluster) {
        super(cluster);
        this.cluster = cluster;
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public PodConnection connect(String namespace, String pod, String portName, int port) {
        return cluster.connect(namespace, pod, portName, port);
    }
}
