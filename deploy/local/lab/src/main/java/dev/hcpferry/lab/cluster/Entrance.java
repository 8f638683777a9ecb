package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The ways to an API server on this machine: a link and a kubeconfig for the services, and a client for the lab itself. */
final class Entrance implements AutoCloseable {

    /** The user of the kubeconfig that leads through the link. */
    static final String SERVICES = "hcp-ferry";

    /** The group that may do everything. */
    static final String MASTERS = "system:masters";

    private static final int MOST_CONNECTIONS = 256;

    private final String name;
    private final Authority authority;
    private final Link link;
    private final Path kubeconfig;
    private final KubernetesClient client;

    /**
     * @param authority that the API server trusts and is trusted by
     * @param groups what the services belong to
     */
    Entrance(String name, Path directory, int port, Authority authority, String... groups) {
        this.name = name;
        this.authority = authority;
        this.link = new Link(() -> OptionalInt.of(port));
        this.kubeconfig = directory.resolve(name + ".kubeconfig");
        write(directory, kubeconfig(link.port(), SERVICES, groups));
        Config config = Config.fromKubeconfig(kubeconfig(port, "admin", MASTERS));
        config.setMaxConcurrentRequests(MOST_CONNECTIONS);
        config.setMaxConcurrentRequestsPerHost(MOST_CONNECTIONS);
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    Link link() {
        return link;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        link.close();
    }

    private String kubeconfig(int port, String user, String... groups) {
        String subject = "CN=" + user + Arrays.stream(groups).map(",O="::concat).collect(Collectors.joining());
        KeyPairPem keys = authority.issue(subject, List.of());
        return new Kubeconfig(name, "https://127.0.0.1:" + port, authority.pem().certificate(), keys).toYaml();
    }

    private void write(Path directory, String content) {
        try {
            Files.createDirectories(directory);
            Files.writeString(kubeconfig, content);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
