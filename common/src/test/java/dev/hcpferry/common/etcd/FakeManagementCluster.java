package dev.hcpferry.common.etcd;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ManagementCluster.PodConnection;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A management cluster that has some objects and one pod; everything else it refuses. */
final class FakeManagementCluster {
    private final Map<ObjectKey, KubernetesObject> objects = new HashMap<>();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final int port;

    FakeManagementCluster(int port) {
        this.port = port;
    }

    void add(KubernetesObject object) {
        objects.put(object.key(), object);
    }

    int openConnections() {
        return openConnections.get();
    }

    ManagementCluster port() {
        return (ManagementCluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ManagementCluster.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "find" -> find((ResourceKind) arguments[0], (String) arguments[1], (String) arguments[2]);
                        case "connect" -> connect();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private Optional<KubernetesObject> find(ResourceKind kind, String namespace, String name) {
        return Optional.ofNullable(objects.get(new ObjectKey(kind, namespace, name)));
    }

    private PodConnection connect() {
        openConnections.incrementAndGet();
        return new PodConnection() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                openConnections.decrementAndGet();
            }
        };
    }
}
