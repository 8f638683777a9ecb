package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ManagementCluster.PodConnection;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks the port-forward protocol: what is asked for, so many bytes come back. */
@Timeout(120)
class PortForwardTest {
    private static final int CHUNK = 16 * 1024;
    private static final String POD = "{\"metadata\": {\"name\": \"etcd-0\"}, \"spec\": {\"containers\": []}}";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private ManagementCluster cluster;

    @BeforeEach
    void start() throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("v4.channel.k8s.io"))
                .requestHandler(request -> request.response().end(POD))
                .webSocketHandler(PortForwardTest::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        Files.writeString(
                directory.resolve("mgmt-a.kubeconfig"), TestKubeconfig.of("http://127.0.0.1:" + server.actualPort()));
        cluster = new KubeconfigManagementClusters(
                        TestSettings.of(Map.of("hcp-ferry.management-clusters.directory", directory.toString())),
                        new KubernetesClients(vertx))
                .find("mgmt-a")
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void everyByteArrivesInOrder() throws Exception {
        long bytes = Long.getLong("portforward.bytes", 32L * 1024 * 1024);
        try (PodConnection way = cluster.connect("n", "etcd-0", "client", 2379);
                Socket socket = new Socket(way.host(), way.port())) {
            assertThat(read(socket, bytes)).isEqualTo(bytes);
        }
    }

    @Test
    void severalConnectionsWorkSideBySide() throws Exception {
        try (PodConnection way = cluster.connect("n", "etcd-0", "client", 2379);
                Socket first = new Socket(way.host(), way.port());
                Socket second = new Socket(way.host(), way.port())) {
            assertThat(read(second, 3 * CHUNK)).isEqualTo(3 * CHUNK);
            assertThat(read(first, 5 * CHUNK)).isEqualTo(5 * CHUNK);
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (PodConnection way = cluster.connect("n", "etcd-0", "client", 2379)) {
            assertThat(InetAddress.getByName(way.host()).isLoopbackAddress()).isTrue();
        }
    }

    /** @return how many bytes came before the first that was not as expected, or the end */
    private static long read(Socket socket, long bytes) throws Exception {
        socket.getOutputStream().write((bytes + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        long received = 0;
        while (received < bytes) {
            int count = in.read(buffer);
            for (int i = 0; i < count; i++) {
                if (buffer[i] != (byte) ((received + i) / CHUNK)) {
                    return received + i;
                }
            }
            if (count < 0) {
                return received;
            }
            received += count;
        }
        return received;
    }

    private static void serve(ServerWebSocket socket) {
        Buffer port = Buffer.buffer().appendByte((byte) 0).appendShortLE((short) 2379);
        socket.writeBinaryMessage(port);
        socket.writeBinaryMessage(Buffer.buffer().appendByte((byte) 1).appendShortLE((short) 2379));
        socket.binaryMessageHandler(message -> {
            long bytes = Long.parseLong(message.getString(1, message.length()).strip());
            send(socket, 0, bytes / CHUNK);
        });
    }

    private static void send(ServerWebSocket socket, long chunk, long chunks) {
        for (long next = chunk; next < chunks; next++) {
            if (socket.writeQueueFull()) {
                long rest = next;
                socket.drainHandler(drained -> send(socket, rest, chunks));
                return;
            }
            byte[] data = new byte[CHUNK + 1];
            java.util.Arrays.fill(data, 1, data.length, (byte) next);
            socket.writeBinaryMessage(Buffer.buffer(data));
        }
    }
}
