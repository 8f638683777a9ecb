package dev.hcpferry.common.bundle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.aws.TestAwsSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3 behind a door that lets the first uploads of parts fail: 503 SlowDown, 500, and a connection that breaks, in turn. */
final class FaultyS3 implements AutoCloseable {
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
    private static final String SLOW_DOWN =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

    private final int faultsWanted;
    private volatile boolean losesCompletion;
    private final AtomicInteger faults = new AtomicInteger();
    private final HttpClient forward = HttpClient.newHttpClient();
    private final S3Proxy proxy;
    private final HttpServer door;

    FaultyS3(int faultsWanted) throws Exception {
        this.faultsWanted = faultsWanted;
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        proxy.start();
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/", this::handle);
        door.start();
        forward.send(
                HttpRequest.newBuilder(URI.create(behind() + "/" + S3Server.BUCKET))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    AwsSettings settings() {
        return TestAwsSettings.of(Map.of(
                "aws.region", "us-east-1",
                "aws.endpoint-url-s3", "http://127.0.0.1:" + door.getAddress().getPort(),
                "aws.access-key-id", "anybody",
                "aws.secret-access-key", "anything"));
    }

    /** Assembles the next object, and answers 500 as if it had not. */
    void loseCompletion() {
        losesCompletion = true;
    }

    int faults() {
        return faults.get();
    }

    @Override
    public void close() {
        door.stop(0);
        forward.close();
        try {
            proxy.stop();
        } catch (Exception e) { // that is what it declares
            throw new IllegalStateException(e);
        }
    }

    private String behind() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            boolean part = query != null && query.contains("partNumber=");
            int fault = part ? faults.getAndUpdate(count -> Math.min(count + 1, faultsWanted)) : faultsWanted;
            boolean completion =
                    "POST".equals(exchange.getRequestMethod()) && query != null && query.contains("uploadId=");
            if (completion && losesCompletion) {
                losesCompletion = false;
                pass(exchange, body, 500);
            } else if (fault >= faultsWanted) {
                pass(exchange, body, 0);
            } else {
                fail(exchange, fault);
            }
        }
    }

    private static void fail(HttpExchange exchange, int fault) throws IOException {
        byte[] answer = SLOW_DOWN.getBytes(StandardCharsets.UTF_8);
        switch (fault % 3) {
            case 0 -> {
                exchange.sendResponseHeaders(503, answer.length);
                exchange.getResponseBody().write(answer);
            }
            case 1 -> exchange.sendResponseHeaders(500, -1);
            default -> throw new IOException("breaks the connection without an answer");
        }
    }

    /** Has the request done; answers with this status instead of the true one unless 0. */
    private void pass(HttpExchange exchange, byte[] body, int lie) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind() + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = send(request.build());
        if (lie != 0) {
            exchange.sendResponseHeaders(lie, -1);
            return;
        }
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        if ("HEAD".equals(exchange.getRequestMethod())) {
            answer.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body());
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return forward.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
