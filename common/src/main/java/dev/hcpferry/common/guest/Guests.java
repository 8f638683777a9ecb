package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.KubernetesApi;

/** Opens the APIs of hosted clusters. */
public interface Guests {

    /** The guest API that a kubeconfig leads to; close it after use. Short time-outs: it may be away. */
    GuestApi open(String kubeconfig);

    interface GuestApi extends KubernetesApi, AutoCloseable {
        @Override
        void close();
    }
}
