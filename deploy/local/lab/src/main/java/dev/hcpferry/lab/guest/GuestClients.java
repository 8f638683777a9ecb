package dev.hcpferry.lab.guest;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients of the guest API for those who must notice at once when it is away. */
final class GuestClients {

    private static final int PATIENCE = 1_000;

    private GuestClients() {}

    static KubernetesClient open(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setConnectionTimeout(PATIENCE);
        config.setRequestTimeout(PATIENCE);
        config.setRequestRetryBackoffLimit(0);
        config.setDisableHostnameVerification(false);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
