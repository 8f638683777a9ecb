package dev.hcpferry.lab.server;

import dev.hcpferry.lab.network.Ports;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import dev.hcpferry.lab.pki.Rsa;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.StatusRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An etcd with one member, which demands client certificates as that of a hosted cluster does. */
public final class EtcdServer implements AutoCloseable {
    private static final long QUOTA_BYTES = 8L * 1024 * 1024 * 1024;

    private final Path directory;
    private final int port;
    private final KeyPairPem identity;
    private final String authority;
    private final Program program;

    /**
     * Answers when it returns.
     *
     * @param binary the program etcd
     * @param directory for its data and certificates; made when it is missing
     */
    public EtcdServer(Path binary, Path directory, Path log, Authority authority)
            throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.port = Ports.free();
        this.identity = authority.issue("CN=etcd", List.of("localhost"));
        this.authority = authority.pem().certificate();
        Files.writeString(certificateFile(), identity.certificate());
        Files.writeString(keyFile(), identity.key());
        Files.writeString(authorityFile(), this.authority);
        this.program = Program.start("etcd", log, command(binary, Ports.free()));
        program.awaitReady(this::answers);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }

    /** Good for client and server. */
    public KeyPairPem identity() {
        return identity;
    }

    public String authority() {
        return authority;
    }

    public Path certificateFile() {
        return directory.resolve("etcd.crt");
    }

    public Path keyFile() {
        return directory.resolve("etcd.key");
    }

    public Path authorityFile() {
        return directory.resolve("ca.crt");
    }

    /** A new connection; the caller closes it. */
    public ManagedChannel connect() throws IOException {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .overrideAuthority("localhost")
                .sslContext(GrpcSslContexts.forClient()
                        .keyManager(
                                Rsa.parse(identity.key()).getPrivate(), Authority.certificate(identity.certificate()))
                        .trustManager(Authority.certificate(authority))
                        .build())
                .build();
    }

    @Override
    public void close() {
        program.close();
    }

    private List<String> command(Path binary, int peerPort) {
        String peer = "http://127.0.0.1:" + peerPort;
        return List.of(
                binary.toString(),
                "--name=etcd-0",
                "--data-dir=" + directory.resolve("data"),
                "--listen-client-urls=" + url(),
                "--advertise-client-urls=" + url(),
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=etcd-0=" + peer,
                "--quota-backend-bytes=" + QUOTA_BYTES,
                "--client-cert-auth",
                "--trusted-ca-file=" + authorityFile(),
                "--cert-file=" + certificateFile(),
                "--key-file=" + keyFile());
    }

    private boolean answers() throws IOException {
        ManagedChannel channel = connect();
        try {
            return MaintenanceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(5, TimeUnit.SECONDS)
                            .status(StatusRequest.getDefaultInstance())
                            .getLeader()
                    != 0;
        } finally {
            channel.shutdownNow();
        }
    }
}
