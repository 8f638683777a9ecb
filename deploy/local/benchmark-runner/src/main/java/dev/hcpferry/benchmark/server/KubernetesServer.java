package dev.hcpferry.benchmark.server;

import dev.hcpferry.benchmark.server.Tools.Tool;
import dev.hcpferry.lab.cluster.Kubeconfig;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real kube-apiserver on an etcd of its own, without controllers. */
public final class KubernetesServer implements AutoCloseable {
    private final Path directory;
    private final EtcdServer etcd;
    private final int port;
    private final Program program;
    private final String kubeconfig;

    /** Answers when it returns. */
    public KubernetesServer(Tools tools, Path directory, Authority authority) throws IOException, InterruptedException {
        this.directory = directory;
        this.etcd = new EtcdServer(tools, directory.resolve("etcd"), authority);
        this.port = Program.freePort();
        KeyPairPem serving = authority.issue("CN=kube-apiserver", List.of("localhost"));
        Files.writeString(directory.resolve("server.crt"), serving.certificate());
        Files.writeString(directory.resolve("server.key"), serving.key());
        KeyPairPem admin = authority.issue("CN=admin,O=system:masters", List.of());
        this.kubeconfig = new Kubeconfig(
                        "benchmark",
                        "https://127.0.0.1:" + port,
                        authority.pem().certificate(),
                        admin)
                .toYaml();
        this.program = Program.start(directory, "kube-apiserver", command(tools));
        program.awaitReady(this::ready);
    }

    /** Of an administrator. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** A new client; the caller closes it. */
    public KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    @Override
    public void close() {
        program.close();
        etcd.close();
    }

    private boolean ready() {
        try (KubernetesClient client = client()) {
            return "ok".equals(client.raw("/readyz"));
        }
    }

    private List<String> command(Tools tools) {
        String certificate = directory.resolve("server.crt").toString();
        String key = directory.resolve("server.key").toString();
        return List.of(
                tools.path(Tool.KUBE_APISERVER),
                "--etcd-servers=" + etcd.url(),
                "--etcd-cafile=" + etcd.authorityFile(),
                "--etcd-certfile=" + etcd.certificateFile(),
                "--etcd-keyfile=" + etcd.keyFile(),
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file=" + certificate,
                "--tls-private-key-file=" + key,
                "--client-ca-file=" + etcd.authorityFile(),
                "--service-account-issuer=https://localhost",
                "--service-account-signing-key-file=" + key,
                "--service-account-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount");
    }
}
