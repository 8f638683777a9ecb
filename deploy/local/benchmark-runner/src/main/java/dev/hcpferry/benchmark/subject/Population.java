package dev.hcpferry.benchmark.subject;

import dev.hcpferry.common.cluster.ApiLimits;
import dev.hcpferry.common.cluster.Fabric8KubernetesApi;
import dev.hcpferry.common.cluster.KubernetesApi;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** Puts objects into an API server. */
public final class Population {
    private static final ApiLimits LIMITS = new ApiLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 5, 500);

    private final KubernetesApi api;

    public Population(KubernetesClient client) {
        this.api = new Fabric8KubernetesApi(() -> client, LIMITS);
    }

    /** Those that are there already stay as they are. */
    public void create(List<KubernetesObject> objects) {
        objects.parallelStream().forEach(api::createIfAbsent);
    }

    /** Whether the server takes objects of this kind. */
    boolean isPossible(ResourceKind kind) {
        return api.serves(kind);
    }
}
