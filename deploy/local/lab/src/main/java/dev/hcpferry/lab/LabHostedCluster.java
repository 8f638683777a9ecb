package dev.hcpferry.lab;

import dev.hcpferry.lab.guest.Probe;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;

/** A hosted cluster of the lab that is to migrate, as those see it who don't know where it lives. */
public final class LabHostedCluster implements AutoCloseable {

    private final HostedClusterNames names;
    private final List<Management> clusters;
    private final String kubeconfig;
    private final KubernetesClient guest;

    LabHostedCluster(HostedClusterNames names, List<Management> clusters, String kubeconfig) {
        this.names = names;
        this.clusters = clusters;
        this.kubeconfig = kubeconfig;
        this.guest = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    public HostedClusterNames names() {
        return names;
    }

    /** A client at its public address, wherever that leads. */
    public KubernetesClient guest() {
        return guest;
    }

    /** The management clusters that run its API server now. */
    public List<String> servingClusters() {
        return clusters.stream()
                .filter(one -> one.controlPlanes()
                        .apiPort(names.controlPlaneNamespace())
                        .isPresent())
                .map(one -> one.cluster().name())
                .toList();
    }

    /** A user who reads and writes until closed. */
    public Probe startProbe() {
        return new Probe(kubeconfig, guest).start();
    }

    @Override
    public void close() {
        guest.close();
    }
}
