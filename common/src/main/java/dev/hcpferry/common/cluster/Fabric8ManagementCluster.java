package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings.EtcdSettings.Connection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** A management cluster through fabric8's client. */
final class Fabric8ManagementCluster extends Fabric8KubernetesApi implements ManagementCluster {
    private static final Logger LOG = Logger.getLogger(Fabric8ManagementCluster.class);

    private final String name;
    private final Connection connection;

    Fabric8ManagementCluster(String name, KubernetesClient client, int pageSize, Connection connection) {
        super(client, pageSize);
        this.name = name;
        this.connection = connection;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PodConnection connect(String namespace, String pod, String portName, int port) {
        Optional<KubernetesObject> found = find(ResourceKind.POD, namespace, pod);
        int declared = found.flatMap(there -> declaredPort(there, portName)).orElse(port);
        return switch (connection) {
            case PORT_FORWARD -> forward(namespace, pod, declared);
            case POD_ADDRESS ->
                new Direct(
                        found.flatMap(there -> there.text("/status/podIP"))
                                .orElseThrow(() -> new KubernetesException(
                                        KubernetesException.Kind.UNREACHABLE,
                                        "pod " + pod + " has no address",
                                        new IllegalStateException("no status.podIP"))),
                        declared);
        };
    }

    private PodConnection forward(String namespace, String pod, int port) {
        return new Forwarded(
                client().pods().inNamespace(namespace).withName(pod).portForward(port));
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
            return "127.0.0.1";
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
