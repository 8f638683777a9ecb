package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.network.Ports;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import dev.hcpferry.lab.server.EtcdServer;
import dev.hcpferry.lab.server.KubernetesBinaries;
import dev.hcpferry.lab.server.Program;
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

    /**
     * Answers when it returns.
     *
     * @param directory for its data and certificates; made when it is missing
     * @param logs where kube-apiserver.log and etcd.log are written
     * @param authority signs its certificate, and those of its users
     */
    public KubernetesServer(KubernetesBinaries binaries, Path directory, Path logs, Authority authority)
            throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.etcd = new EtcdServer(binaries.etcd(), directory.resolve("etcd"), logs.resolve("etcd.log"), authority);
        this.port = Ports.free();
        KeyPairPem serving = authority.issue("CN=kube-apiserver", List.of("localhost"));
        Files.writeString(directory.resolve("server.crt"), serving.certificate());
        Files.writeString(directory.resolve("server.key"), serving.key());
        KeyPairPem admin = authority.issue("CN=admin,O=system:masters", List.of());
        this.kubeconfig = new Kubeconfig(
                        "kubernetes",
                        "https://127.0.0.1:" + port,
                        authority.pem().certificate(),
                        admin)
                .toYaml();
        this.program = start(binaries, logs.resolve("kube-apiserver.log"));
    }

    public int port() {
        return port;
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

    private Program start(KubernetesBinaries binaries, Path log) throws IOException, InterruptedException {
        Config impatient = Config.fromKubeconfig(kubeconfig);
        impatient.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            Program started = Program.start("kube-apiserver", log, command(binaries));
            started.awaitReady(() -> "ok".equals(client.raw("/readyz")));
            return started;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            etcd.close();
            throw failure;
        }
    }

    private List<String> command(KubernetesBinaries binaries) {
        String certificate = directory.resolve("server.crt").toString();
        String key = directory.resolve("server.key").toString();
        return List.of(
                binaries.apiServer().toString(),
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
