package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a store over HTTPS as a Kubernetes API; clients show a certificate. */
public final class ApiServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OPEN = List.of("readyz", "livez", "healthz", "version");

    private final Catalog catalog;
    private final Verbs verbs;
    private final RequestFaults faults;
    private final HttpServer server;

    /**
     * Listens when it returns.
     *
     * @param port 0 for any
     * @param clientAuthority PEM certificates of those who sign clients' certificates
     * @param faults what goes wrong
     */
    public ApiServer(
            Vertx vertx,
            int port,
            Catalog catalog,
            Verbs verbs,
            KeyPairPem serving,
            String clientAuthority,
            RequestFaults faults) {
        this.catalog = catalog;
        this.verbs = verbs;
        this.faults = faults;
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setSsl(true)
                .setTcpNoDelay(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(serving.certificate()))
                        .setKeyValue(Buffer.buffer(serving.key())))
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(clientAuthority)))
                .setClientAuth(ClientAuth.REQUEST);
        this.server = vertx.createHttpServer(options).requestHandler(this::handle);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    public int port() {
        return server.actualPort();
    }

    /** No request is served any more when it returns. */
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (isWebSocket(request)) {
            handle(request, "");
        } else {
            request.body().onSuccess(body -> handle(request, body.toString()));
        }
    }

    private void handle(HttpServerRequest request, String body) {
        Exchange exchange = new Exchange(request, fault(request));
        try {
            exchange.refuseIfAsked();
            respond(exchange, body);
        } catch (ApiProblem problem) {
            exchange.send(problem);
        } catch (JsonProcessingException unreadable) {
            exchange.send(ApiProblem.badRequest("the body is not JSON"));
        } catch (RuntimeException unexpected) {
            log.error("{} {}", request.method(), request.path(), unexpected);
            exchange.send(new ApiProblem(500, "InternalError", unexpected.toString()));
        }
    }

    private Optional<RequestFault> fault(HttpServerRequest request) {
        try {
            String subject =
                    request.connection().sslSession().getPeerPrincipal().getName();
            boolean continued = request.getParam("continue") != null || Exchange.isWatch(request);
            return faults.concern(subject) ? faults.next(request.method().name(), continued) : Optional.empty();
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    private void respond(Exchange exchange, String body) throws JsonProcessingException {
        HttpServerRequest request = exchange.request();
        List<String> segments = RequestPath.segments(request.path());
        authenticate(request, segments);
        if (segments.size() == 1 && OPEN.contains(segments.getFirst())) {
            answerProbe(exchange, segments.getFirst());
            return;
        }
        if (segments.size() > 3 && segments.get(1).equals("authorization.k8s.io")) {
            ObjectNode review = (ObjectNode) JSON.readTree(body);
            review.putObject("status").put("allowed", true);
            exchange.send(201, review);
            return;
        }
        Optional<ObjectNode> document = catalog.document(segments);
        if (document.isPresent()) {
            exchange.send(200, document.get());
            return;
        }
        RequestPath path = RequestPath.parse(segments, catalog)
                .orElseThrow(() -> new ApiProblem(404, "NotFound", "the server could not find the requested resource"));
        act(exchange, path, body.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body));
    }

    private void act(Exchange exchange, RequestPath path, JsonNode body) {
        boolean dryRun = exchange.parameter("dryRun").equals("All");
        switch (exchange.request().method().name()) {
            case "GET" -> read(exchange, path);
            case "POST" -> exchange.send(201, verbs.create(path.resource(), path.namespace(), object(body), dryRun));
            case "PUT" -> {
                ObjectNode written = path.subresource().equals("finalize")
                        ? verbs.finalizeNamespace(path.key(), object(body))
                        : path.subresource().equals("scale")
                                ? scale(path, body, dryRun)
                                : verbs.replace(path.key(), path.subresource(), object(body), dryRun);
                exchange.send(200, written);
            }
            case "PATCH" -> exchange.send(200, patch(exchange.request(), path, body, dryRun));
            case "DELETE" -> delete(exchange, path, new DeleteOptions(body, dryRun));
            default -> throw new ApiProblem(405, "MethodNotAllowed", "the server does not allow this method");
        }
    }

    private void read(Exchange exchange, RequestPath path) {
        HttpServerRequest request = exchange.request();
        if (Exchange.isWatch(request)) {
            watch(request, path);
        } else if (path.isCollection()) {
            exchange.send(200, list(request, path));
        } else if (path.subresource().equals("scale")) {
            exchange.send(200, Scale.of(verbs.get(path.key())));
        } else {
            exchange.send(200, verbs.get(path.key()));
        }
    }

    private ObjectNode patch(HttpServerRequest request, RequestPath path, JsonNode body, boolean dryRun) {
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (path.subresource().equals("scale")) {
            return scale(path, MergePatch.apply(Scale.of(verbs.get(path.key())), body), dryRun);
        }
        if (type.startsWith("application/merge-patch+json")) {
            return verbs.mergePatch(path.key(), path.subresource(), body, dryRun);
        }
        if (type.startsWith("application/json-patch+json")) {
            return verbs.jsonPatch(path.key(), path.subresource(), body, dryRun);
        }
        throw ApiProblem.unsupportedMediaType("this server takes merge patches and JSON patches, not " + type);
    }

    private void delete(Exchange exchange, RequestPath path, DeleteOptions options) {
        if (!path.isCollection()) {
            exchange.send(200, verbs.delete(path.key(), options));
            return;
        }
        verbs.deleteAll(path::covers, selector(exchange.request()), options);
        exchange.send(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Success"));
    }

    private ObjectNode list(HttpServerRequest request, RequestPath path) {
        Selector selector = selector(request);
        ObjectStore.Content content = verbs.store().select(path::covers);
        TreeMap<ObjectKey, ObjectNode> matching = new TreeMap<>(content.objects());
        matching.values().removeIf(object -> !selector.matches(object));
        Page page = Page.of(matching, request.getParam("limit"), request.getParam("continue"));
        ObjectNode list = JsonNodeFactory.instance
                .objectNode()
                .put("kind", path.resource().kind() + "List")
                .put("apiVersion", path.resource().groupVersion());
        list.putObject("metadata")
                .put("resourceVersion", Long.toString(content.revision()))
                .put("continue", page.next());
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : page.objects()) {
            // As the real server: only custom resources say in a list what they are.
            items.add(path.resource().custom() ? object : object.deepCopy().without(List.of("kind", "apiVersion")));
        }
        return list;
    }

    private void watch(HttpServerRequest request, RequestPath path) {
        String since = Optional.ofNullable(request.getParam("resourceVersion")).orElse("");
        Selector selector = selector(request);
        if (isWebSocket(request)) {
            request.toWebSocket().onSuccess(socket -> watch(socket, path, selector, since));
            return;
        }
        HttpServerResponse response = request.response();
        response.putHeader("Content-Type", "application/json").setChunked(true);
        response.writeHead();
        Watch watch = new Watch(path, selector, event -> response.write(event + "\n"));
        Runnable forget = faults.watched(() -> request.connection().close());
        response.closeHandler(gone -> {
            verbs.store().unwatch(watch);
            forget.run();
        });
        watch.start(verbs.store(), since);
    }

    private void watch(ServerWebSocket socket, RequestPath path, Selector selector, String since) {
        Watch watch = new Watch(path, selector, event -> {
            if (!socket.isClosed()) {
                socket.writeTextMessage(event);
            }
        });
        Runnable forget = faults.watched(socket::close);
        socket.closeHandler(gone -> {
            verbs.store().unwatch(watch);
            forget.run();
        });
        watch.start(verbs.store(), since);
    }

    private ObjectNode scale(RequestPath path, JsonNode scale, boolean dryRun) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("spec").set("replicas", scale.path("spec").path("replicas"));
        return Scale.of(verbs.mergePatch(path.key(), "", change, dryRun));
    }

    private static void authenticate(HttpServerRequest request, List<String> segments) {
        if (segments.size() == 1 && OPEN.contains(segments.getFirst())) {
            return;
        }
        try {
            request.connection().sslSession().getPeerCertificates();
        } catch (SSLPeerUnverifiedException anonymous) {
            throw new ApiProblem(401, "Unauthorized", "Unauthorized");
        }
    }

    private static void answerProbe(Exchange exchange, String what) {
        if (what.equals("version")) {
            ObjectNode version = JsonNodeFactory.instance.objectNode();
            Map.of("major", "1", "minor", "32", "gitVersion", "v1.32.6").forEach(version::put);
            exchange.send(200, version);
        } else {
            exchange.response().putHeader("Content-Type", "text/plain").end("ok");
        }
    }

    private static boolean isWebSocket(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    private static Selector selector(HttpServerRequest request) {
        return Selector.of(
                Optional.ofNullable(request.getParam("labelSelector")).orElse(""),
                Optional.ofNullable(request.getParam("fieldSelector")).orElse(""));
    }

    private static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object && object.has("kind")) {
            return object;
        }
        throw ApiProblem.badRequest("Object 'Kind' is missing");
    }
}
