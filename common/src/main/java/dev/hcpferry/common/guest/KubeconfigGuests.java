package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.ApiLimits;
import dev.hcpferry.common.cluster.Fabric8KubernetesApi;
import dev.hcpferry.common.cluster.KubernetesClients;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Guest APIs through fabric8's client, which gives up soon: the guest API is away for a part of every migration. */
@ApplicationScoped
public class KubeconfigGuests implements Guests {
    private static final ApiLimits LIMITS = new ApiLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 0, 500);

    private final KubernetesClients clients;

    public KubeconfigGuests(KubernetesClients clients) {
        this.clients = clients;
    }

    @Override
    public GuestApi open(String kubeconfig) {
        return new Fabric8Guest(clients.openForeign(kubeconfig, LIMITS));
    }

    private static final class Fabric8Guest extends Fabric8KubernetesApi implements GuestApi {
        Fabric8Guest(KubernetesClient client) {
            super(() -> client, LIMITS);
        }

        @Override
        public void close() {
            closeWatches();
            client().close();
        }
    }
}
