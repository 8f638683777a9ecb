package dev.hcpferry.common.cluster;

/** A management cluster by the name that events use for it. */
public interface ManagementCluster extends KubernetesApi {

    String name();

    /**
     * A way to a TCP port of a pod, until closed: through the API server, or to the pod's own address where the service runs
     * beside it (setting {@code hcp-ferry.etcd.connection}).
     *
     * @param port the number, or where the pod declares another one under {@code portName}, that one
     */
    PodConnection connect(String namespace, String pod, String portName, int port);

    /** Where to dial to reach the pod's port. */
    interface PodConnection extends AutoCloseable {
        String host();

        int port();

        @Override
        void close();
    }
}
