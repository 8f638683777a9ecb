package dev.hcpferry.common.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;

/** Opens fabric8 clients, which share the event loops of the service and do their own work on virtual threads. */
@ApplicationScoped
public class KubernetesClients {
    /** Enough for thousands of requests a second; more wait for a connection. Watches and port-forwards don't count. */
    private static final int MAX_CONNECTIONS = 64;

    private static final Executor VIRTUAL_THREADS =
            task -> Thread.ofVirtual().name("kubernetes-client").start(task);

    /** Of this process: how often Java hashes the password of a private key that is put into a key store. */
    private static final String KEY_ROUNDS = "keystore.pkcs12.keyPbeIterationCount";

    static {
        // Clients of guests and of etcd hold their key in a store that never leaves memory. Java's usual 10,000 rounds
        // take 50 ms per client, in a young service 200, and many are opened while the guest's API is away.
        System.setProperty(KEY_ROUNDS, "1");
    }

    private final Vertx vertx;

    public KubernetesClients(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Opens what an operator configured. */
    public KubernetesClient open(String kubeconfig, ApiLimits limits) {
        return open(Kubeconfig.parse(kubeconfig), limits);
    }

    /** Opens what was found in a cluster: nothing in it may reach for files of this service. */
    public KubernetesClient openForeign(String kubeconfig, ApiLimits limits) {
        return open(Kubeconfig.parse(kubeconfig).withoutFiles(), limits);
    }

    private KubernetesClient open(Kubeconfig kubeconfig, ApiLimits limits) {
        return new KubernetesClientBuilder()
                .withConfig(kubeconfig.clientConfig(limits))
                .withHttpClientFactory(new Connections(vertx))
                .withTaskExecutor(VIRTUAL_THREADS)
                .build();
    }

    private static final class Connections extends VertxHttpClientFactory {
        Connections(Vertx vertx) {
            super(vertx);
        }

        @Override
        protected void additionalConfig(WebClientOptions options) {
            options.setMaxPoolSize(MAX_CONNECTIONS).setFollowRedirects(false);
        }
    }
}
