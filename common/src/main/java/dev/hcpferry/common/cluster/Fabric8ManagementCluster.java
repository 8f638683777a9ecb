package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.KubernetesException.Kind;
import dev.hcpferry.common.config.FerrySettings.EtcdSettings.Connection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** A management cluster through fabric8's client. */
final class Fabric8ManagementCluster extends Fabric8KubernetesApi implements ManagementCluster {
    private static final Logger LOG = Logger.getLogger(Fabric8ManagementCluster.class);
    private static final int ANY_PORT = 0;

    private final String name;
    private final Connection connection;

    Fabric8ManagementCluster(String name, Supplier<KubernetesClient> client, ApiLimits limits, Connection connection) {
        super(client, limits);
        this.name = name;
        this.connection = connection;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PodConnection connect(String namespace, String pod, String portName, int port) {
        KubernetesObject found = find(ResourceKind.POD, namespace, pod)
                .orElseThrow(() -> new KubernetesException(
                        Kind.UNREACHABLE, "pod " + namespace + "/" + pod + " of " + name + " is not there"));
        int declared = declaredPort(found, portName).orElse(port);
        return switch (connection) {
            case PORT_FORWARD -> new Forwarded(forward(namespace, pod, declared));
            case POD_ADDRESS -> new Direct(address(found), declared);
        };
    }

    /** Listens on the loopback address only: whoever reaches the port reaches the pod. */
    private LocalPortForward forward(String namespace, String pod, int port) {
        return client().pods()
                .inNamespace(namespace)
                .withName(pod)
                .portForward(port, InetAddress.getLoopbackAddress(), ANY_PORT);
    }

    private static String address(KubernetesObject pod) {
        return pod.text("/status/podIP")
                .orElseThrow(() -> new KubernetesException(Kind.UNREACHABLE, pod + " has no address yet"));
    }

    private static Optional<Integer> declaredPort(KubernetesObject pod, String portName) {
        return StreamSupport.stream(pod.at("/spec/containers").spliterator(), false)
                .flatMap(container ->
                        StreamSupport.stream(container.path("ports").spliterator(), false))
                .filter(port -> portName.equals(port.path("name").asText()))
                .map(port -> port.path("containerPort").asInt())
                .findFirst();
    }

    private record Direct(String host, int port) implements PodConnection {
        @Override
        public void close() {
            // nothing is open
        }
    }

    private record Forwarded(LocalPortForward forward) implements PodConnection {
        @Override
        public String host() {
            return forward.getLocalAddress().getHostAddress();
        }

        @Override
        public int port() {
            return forward.getLocalPort();
        }

        @Override
        public void close() {
            try {
                forward.close();
            } catch (IOException failed) {
                LOG.debug("A port-forward did not close cleanly", failed);
            }
        }
    }
}
