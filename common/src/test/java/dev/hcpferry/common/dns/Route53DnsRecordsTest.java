package dev.hcpferry.common.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.TestAwsSettings;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53DnsRecordsTest {
    private static final String OWNERSHIP =
            "heritage=external-dns,external-dns/owner=mgmt-a,external-dns/resource=route/clusters-hc1/oauth";

    private final Map<String, Answer> answers = new HashMap<>();
    private HttpServer server;
    private Route53DnsRecords dns;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        dns = new Route53DnsRecords(new AwsClients(TestAwsSettings.of(Map.of(
                        "aws.region", "us-east-1",
                        "aws.endpoint-url-route-53",
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                        "aws.access-key-id", "id",
                        "aws.secret-access-key", "secret")))
                .route53());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void mostSpecificPublicZone_isFoundOnAnyPage() {
        answers.put("/2013-04-01/hostedzone", zones("page2", zone("Z1", "example.com.", false)));
        answers.put(
                "/2013-04-01/hostedzone?marker=page2",
                zones(
                        null,
                        zone("Z2", "hcp.example.com.", false)
                                + zone("Z3", "prod.hcp.example.com.", true)
                                + zone("Z4", "cp.example.com.", false)));

        assertThat(dns.zoneOf("api-hc1.prod.hcp.example.com")).contains("Z2");
        assertThat(dns.zoneOf("HCP.Example.com.")).contains("Z2");
        assertThat(dns.zoneOf("api.example.com")).contains("Z1");
        assertThat(dns.zoneOf("api.example.org")).isEmpty();
    }

    @Test
    void zoneThatAnswers_existsWithAndWithoutThePathInItsId() {
        answers.put(
                "/2013-04-01/hostedzone/Z1",
                new Answer(
                        200,
                        "<GetHostedZoneResponse>" + zone("Z1", "example.com.", false) + "</GetHostedZoneResponse>"));

        assertThat(dns.zoneExists("Z1")).isTrue();
        assertThat(dns.zoneExists("/hostedzone/Z1")).isTrue();
    }

    @Test
    void zoneThatIsUnknown_doesNotExist() {
        answers.put("/2013-04-01/hostedzone/ZNONE", error(404, "NoSuchHostedZone"));

        assertThat(dns.zoneExists("ZNONE")).isFalse();
    }

    @Test
    void deniedQuestion_isNoAnswer() {
        answers.put("/2013-04-01/hostedzone/Z1", error(403, "AccessDenied"));

        assertThatThrownBy(() -> dns.zoneExists("Z1")).isInstanceOf(Route53Exception.class);
    }

    @Test
    void recordsOfTheHosts_areSelectedFromAllPages() {
        answers.put(
                "/2013-04-01/hostedzone/Z1/rrset",
                records(
                        "page2",
                        record("example.com.", "NS", "ns.example.net.")
                                + record("api-hc1.example.com.", "CNAME", "router.mgmt-a.internal")
                                + record("api-hc10.example.com.", "CNAME", "router.mgmt-a.internal")
                                + record("\\052.apps.example.com.", "AAAA", "2001:db8::1")));
        answers.put(
                "/2013-04-01/hostedzone/Z1/rrset?name=page2",
                records(
                        null,
                        alias("oauth-hc1.example.com.", "lb.elb.amazonaws.com.")
                                + record("cname-oauth-hc1-external-dns.example.com.", "TXT", "\"" + OWNERSHIP + "\"")
                                + record("oauth-hc1.example.com.", "TXT", "\"v=spf1 -all\"")
                                + record("oauth-hc1.example.com.", "MX", "10 mail.example.com.")));

        List<DnsRecord> found = dns.recordsOf(
                "/hostedzone/Z1",
                Set.of("api-hc1.example.com", "OAuth-hc1.example.com.", "*.apps.example.com", "gone.example.com"));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        address("api-hc1.example.com", "CNAME", "router.mgmt-a.internal"),
                        address("*.apps.example.com", "AAAA", "2001:db8::1"),
                        address("oauth-hc1.example.com", "A", "lb.elb.amazonaws.com"),
                        new DnsRecord(
                                "cname-oauth-hc1-external-dns.example.com",
                                "TXT",
                                "oauth-hc1.example.com",
                                List.of(OWNERSHIP),
                                Optional.of("mgmt-a")));
    }

    @Test
    void throttling_isRetried() {
        answers.put(
                "/2013-04-01/hostedzone",
                new Answer(400, error(400, "Throttling").body(), zones(null, "")));

        assertThat(dns.zoneOf("api.example.com")).isEmpty();
    }

    private static DnsRecord address(String name, String type, String value) {
        return new DnsRecord(name, type, name, List.of(value), Optional.empty());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        Answer answer = answers.getOrDefault(asked, error(404, "NoAnswerFor " + asked));
        if (answer.next() != null) {
            answers.put(asked, answer.next());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Answer zones(String next, String zones) {
        String more = next == null
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextMarker>" + next + "</NextMarker>";
        return new Answer(
                200,
                "<ListHostedZonesResponse><HostedZones>" + zones + "</HostedZones>" + more
                        + "</ListHostedZonesResponse>");
    }

    private static String zone(String id, String name, boolean isPrivate) {
        return "<HostedZone><Id>/hostedzone/" + id + "</Id><Name>" + name + "</Name><Config><PrivateZone>" + isPrivate
                + "</PrivateZone></Config></HostedZone>";
    }

    private static Answer records(String next, String records) {
        String more = next == null
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextRecordName>" + next + "</NextRecordName>";
        return new Answer(
                200,
                "<ListResourceRecordSetsResponse><ResourceRecordSets>" + records + "</ResourceRecordSets>" + more
                        + "</ListResourceRecordSetsResponse>");
    }

    private static String record(String name, String type, String value) {
        return "<ResourceRecordSet><Name>" + name + "</Name><Type>" + type + "</Type><TTL>60</TTL><ResourceRecords>"
                + "<ResourceRecord><Value>" + value + "</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>";
    }

    private static String alias(String name, String target) {
        return "<ResourceRecordSet><Name>" + name
                + "</Name><Type>A</Type><AliasTarget><HostedZoneId>ZELB</HostedZoneId>"
                + "<DNSName>" + target + "</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>"
                + "</ResourceRecordSet>";
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>no</Message></Error>"
                        + "<RequestId>1</RequestId></ErrorResponse>");
    }

    /** An answer, and the one after it. */
    private record Answer(int status, String body, Answer next) {
        Answer(int status, String body) {
            this(status, body, null);
        }
    }
}
