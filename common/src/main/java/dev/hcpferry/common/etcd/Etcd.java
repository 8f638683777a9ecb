package dev.hcpferry.common.etcd;

import dev.hcpferry.common.cluster.ManagementCluster;

/** Reaches the etcd members of a hosted cluster with the credentials that lie in its control-plane namespace (DOMAIN "etcd"). */
public interface Etcd {

    /**
     * A connection to the member in this pod.
     *
     * @throws EtcdException when the credentials are missing or the pod can't be reached
     */
    EtcdConnection connect(ManagementCluster cluster, String controlPlaneNamespace, String pod);
}
