package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.KubernetesApi.Watching;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One watch for each kind and namespace, however many wait for its changes; opened for the first and closed after the last. */
final class SharedWatches {
    private final Supplier<KubernetesClient> client;
    private final ApiRequests requests;
    private final Map<Watched, SharedWatch> open = new HashMap<>();

    SharedWatches(Supplier<KubernetesClient> client, ApiRequests requests) {
        this.client = client;
        this.requests = requests;
    }

    synchronized Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        Watched watched = new Watched(kind, namespace);
        SharedWatch watch = open.computeIfAbsent(watched, key -> new SharedWatch(client, requests, key));
        Listener listener = new Listener(onChange);
        watch.add(listener);
        return () -> leave(watched, watch, listener);
    }

    synchronized void close() {
        open.values().forEach(SharedWatch::close);
        open.clear();
    }

    private synchronized void leave(Watched watched, SharedWatch watch, Listener listener) {
        if (watch.remove(listener)) {
            watch.close();
            open.remove(watched, watch);
        }
    }

    /** What is watched; {@code namespace} null for all. */
    record Watched(ResourceKind kind, @Nullable String namespace) {
        @Override
        public String toString() {
            return kind.plural() + (namespace == null ? "" : " in " + namespace);
        }
    }

    /** One who waits; equal only to itself, for a callback may be given twice. */
    static final class Listener {
        private final Runnable onChange;

        Listener(Runnable onChange) {
            this.onChange = onChange;
        }

        void tell() {
            onChange.run();
        }
    }
}
