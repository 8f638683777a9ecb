package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.LabCluster;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.apiserver.ApiServer;
import dev.hcpferry.lab.apiserver.ObjectStore;
import dev.hcpferry.lab.apiserver.Verbs;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A management cluster whose API server lives in this JVM. */
public final class EmbeddedCluster implements LabCluster {

    private static final int MOST_CONNECTIONS = 256;

    private final String name;
    private final Path kubeconfig;
    private final ApiServer server;
    private final KubernetesClient client;
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    /** Its API answers when it returns. */
    public EmbeddedCluster(String name, Path directory, Vertx vertx, Authority authority, Violations violations) {
        this.name = name;
        KeyPairPem serving = authority.issue("CN=kube-apiserver", List.of("localhost"));
        String trusted = authority.pem().certificate();
        Verbs verbs = new Verbs(new ObjectStore(), new ValidationRules(name, violations));
        this.server = new ApiServer(vertx, 0, Kind.catalog(Kind.ofManagementCluster()), verbs, serving, trusted);
        KeyPairPem admin = authority.issue("CN=admin,O=system:masters", List.of());
        String content = new Kubeconfig(name, "https://127.0.0.1:" + server.port(), trusted, admin).toYaml();
        this.kubeconfig = directory.resolve(name + ".kubeconfig");
        write(directory, kubeconfig, content);
        Config config = Config.fromKubeconfig(content);
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
        server.close();
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
