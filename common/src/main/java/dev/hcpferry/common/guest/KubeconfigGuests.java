package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.Fabric8KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/** Guest APIs through fabric8's client, which gives up soon: the guest API is away for a part of every migration. */
@ApplicationScoped
public class KubeconfigGuests implements Guests {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int PAGE_SIZE = 500;

    @Override
    public GuestApi open(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return new Fabric8Guest(new KubernetesClientBuilder().withConfig(config).build());
    }

    private static final class Fabric8Guest extends Fabric8KubernetesApi implements GuestApi {
        Fabric8Guest(KubernetesClient client) {
            super(client, PAGE_SIZE);
        }

        @Override
        public void close() {
            client().close();
        }
    }
}
