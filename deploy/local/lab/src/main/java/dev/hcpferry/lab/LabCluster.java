package dev.hcpferry.lab;

import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.object.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Set;

/** A management cluster of the lab. */
public interface LabCluster extends AutoCloseable {

    String name();

    /** A file with cluster-admin rights, {@code <lab directory>/management-clusters/<name>.kubeconfig}. */
    Path kubeconfig();

    /** The line that {@link #kubeconfig()} leads through. */
    Link link();

    /**
     * What the users of {@link #kubeconfig()} meet.
     *
     * @throws UnsupportedOperationException when the API server is a real one, which makes no mistakes to order
     */
    RequestFaults requestFaults();

    /** A client with cluster-admin rights and a line of its own; it belongs to the cluster and is closed with it. */
    KubernetesClient client();

    /** What its API serves. */
    default Set<Kind> kinds() {
        return Kind.ofManagementCluster();
    }

    /** What is wrong with this cluster's operators; add and remove at any time. */
    Set<Fault> faults();

    @Override
    void close();
}
