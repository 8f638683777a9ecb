package dev.hcpferry.common.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;

/** fabric8's mock of an API server, reached by the product's own way. */
public final class MockApiServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private MockApiServer(KubernetesMockServer server, ApiLimits limits) {
        this.server = server;
        server.init();
        client = new KubernetesClients(vertx).open(kubeconfig(), limits);
    }

    /** One that keeps objects. */
    static MockApiServer keepingObjects() {
        return new MockApiServer(
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false),
                limits());
    }

    /** One that answers what it is told to. */
    static MockApiServer scripted() {
        return new MockApiServer(new KubernetesMockServer(false), limits());
    }

    static ApiLimits limits() {
        return new ApiLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 3, 2);
    }

    String kubeconfig() {
        return TestKubeconfig.of(server.url("/"));
    }

    KubernetesMockServer server() {
        return server;
    }

    /** The number of requests so far. */
    int requests() {
        return server.getRequestCount();
    }

    KubernetesApi api() {
        return new Fabric8KubernetesApi(() -> client, limits());
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
        vertx.close();
    }
}
