package dev.hcpferry.lab.aws;

import dev.hcpferry.lab.aws.Route53Xml.ChangeInfo;
import dev.hcpferry.lab.aws.Route53Xml.Rrs;
import dev.hcpferry.lab.aws.Route53Xml.Zone;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Serves Route 53's REST API over HTTPS. Changes are in sync at once; credentials are not looked at. */
final class Route53Server implements AutoCloseable {

    private static final int PAGE = 300;

    private final Route53 route53;
    private final HttpServer server;

    Route53Server(Vertx vertx, Route53 route53, KeyPairPem serving) {
        this.route53 = route53;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(serving.certificate()))
                                .setKeyValue(Buffer.buffer(serving.key()))))
                .requestHandler(this::handle);
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                send(request, 200, answer(request, body.toString()));
            } catch (NoSuchElementException unknown) {
                fail(request, 404, "NoSuchHostedZone", unknown);
            } catch (IllegalArgumentException refused) {
                fail(request, 400, "InvalidChangeBatch", refused);
            }
        });
    }

    private Object answer(HttpServerRequest request, String body) {
        List<String> path = List.of(request.path().replaceAll("^/|/$", "").split("/"));
        if (path.getLast().equals("hostedzonesbyname")) {
            return zonesByName(request);
        }
        if (path.getLast().equals("hostedzone")) {
            return new Route53Xml.ZoneList(route53.all().stream().map(Zone::of).toList(), false, "100");
        }
        if (path.size() > 2 && path.get(1).equals("change")) {
            return new Route53Xml.Changed(inSync(path.getLast()));
        }
        HostedZone zone = route53.get(path.size() > 2 ? path.get(2) : "");
        if (!path.getLast().equals("rrset")) {
            return new Route53Xml.OneZone(Zone.of(zone));
        }
        return request.method().equals(HttpMethod.POST) ? change(zone, body) : records(zone, request);
    }

    private Route53Xml.ZonesByName zonesByName(HttpServerRequest request) {
        String from = RecordSet.plain(parameter(request, "dnsname", ""));
        List<Zone> zones = route53.all().stream()
                .filter(zone -> reversed(zone.name()).compareTo(reversed(from)) >= 0)
                .sorted(Comparator.comparing(zone -> reversed(zone.name())))
                .map(Zone::of)
                .toList();
        return new Route53Xml.ZonesByName(zones, request.getParam("dnsname"), false, "100");
    }

    private static Route53Xml.RecordList records(HostedZone zone, HttpServerRequest request) {
        int most = Integer.parseInt(parameter(request, "maxitems", Integer.toString(PAGE)));
        String name = parameter(request, "name", "");
        List<RecordSet> found = name.isEmpty() ? zone.records() : zone.from(name, parameter(request, "type", ""));
        List<Rrs> page = found.stream().limit(most).map(Rrs::of).toList();
        Rrs next = found.size() > most ? Rrs.of(found.get(most)) : null;
        return new Route53Xml.RecordList(
                page,
                next != null,
                Integer.toString(most),
                next == null ? null : next.name(),
                next == null ? null : next.type());
    }

    private static Route53Xml.Changed change(HostedZone zone, String body) {
        zone.change(Route53Xml.readChanges(body).changeBatch().changes().change().stream()
                .map(entry -> new HostedZone.Change(
                        entry.action(), entry.resourceRecordSet().toRecordSet()))
                .toList());
        return new Route53Xml.Changed(inSync("C" + System.nanoTime()));
    }

    private static ChangeInfo inSync(String id) {
        return new ChangeInfo(
                "/change/" + id,
                "INSYNC",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void fail(HttpServerRequest request, int code, String reason, RuntimeException problem) {
        send(
                request,
                code,
                new Route53Xml.ErrorDocument(
                        new Route53Xml.ErrorDetail(
                                "Sender",
                                reason,
                                Optional.ofNullable(problem.getMessage()).orElse(reason)),
                        "lab"));
    }

    private static void send(HttpServerRequest request, int code, Object document) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "text/xml")
                .end(Route53Xml.write(document));
    }

    private static String parameter(HttpServerRequest request, String name, String otherwise) {
        return Optional.ofNullable(request.getParam(name)).orElse(otherwise);
    }

    private static String reversed(String name) {
        return String.join(".", List.of(name.split("\\.")).reversed());
    }
}
