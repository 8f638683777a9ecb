package dev.hcpferry.lab;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Set;

/** A management cluster of the lab. */
public interface LabCluster extends AutoCloseable {

    String name();

    /** A file with cluster-admin rights, {@code <lab directory>/management-clusters/<name>.kubeconfig}. */
    Path kubeconfig();

    /** A client with the rights of {@link #kubeconfig()}; it belongs to the cluster and is closed with it. */
    KubernetesClient client();

    /** What is wrong with this cluster's operators; add and remove at any time. */
    Set<Fault> faults();

    @Override
    void close();
}
