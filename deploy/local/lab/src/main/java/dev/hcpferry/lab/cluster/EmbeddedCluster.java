package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.LabCluster;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.apiserver.ApiServer;
import dev.hcpferry.lab.apiserver.ObjectStore;
import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.apiserver.Verbs;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A management cluster whose API server lives in this JVM. */
public final class EmbeddedCluster implements LabCluster {

    private static final String SERVICES = "hcp-ferry";
    private static final int MOST_CONNECTIONS = 256;

    private final String name;
    private final Path kubeconfig;
    private final ApiServer server;
    private final Link link;
    private final KubernetesClient client;
    private final RequestFaults requestFaults = new RequestFaults(SERVICES);
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    /** Its API answers when it returns. */
    public EmbeddedCluster(String name, Path directory, Vertx vertx, Authority authority, Violations violations) {
        this.name = name;
        KeyPairPem serving = authority.issue("CN=kube-apiserver", List.of("localhost"));
        String trusted = authority.pem().certificate();
        Verbs verbs = new Verbs(new ObjectStore(), new ValidationRules(name, violations));
        this.server = new ApiServer(
                vertx, 0, Kind.catalog(Kind.ofManagementCluster()), verbs, serving, trusted, requestFaults);
        this.link = new Link(() -> OptionalInt.of(server.port()));
        this.kubeconfig = directory.resolve(name + ".kubeconfig");
        write(directory, kubeconfig, kubeconfig("CN=" + SERVICES + ",O=system:masters", link.port(), authority));
        Config config = Config.fromKubeconfig(kubeconfig("CN=admin,O=system:masters", server.port(), authority));
        config.setMaxConcurrentRequests(MOST_CONNECTIONS);
        config.setMaxConcurrentRequestsPerHost(MOST_CONNECTIONS);
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public RequestFaults requestFaults() {
        return requestFaults;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Set<Fault> faults() {
        return faults;
    }

    @Override
    public void close() {
        client.close();
        link.close();
        server.close();
    }

    private String kubeconfig(String user, int port, Authority authority) {
        KeyPairPem keys = authority.issue(user, List.of());
        return new Kubeconfig(name, "https://127.0.0.1:" + port, authority.pem().certificate(), keys).toYaml();
    }

    private static void write(Path directory, Path file, String content) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file, content);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
