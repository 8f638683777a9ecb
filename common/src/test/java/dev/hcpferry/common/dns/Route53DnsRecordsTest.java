package dev.hcpferry.common.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.TestAwsSettings;
import dev.hcpferry.common.dns.DnsRecords.Alias;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.phase.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53DnsRecordsTest {
    private static final String OWNERSHIP =
            "heritage=external-dns,external-dns/owner=mgmt-a,external-dns/resource=route/clusters-hc1/oauth";

    private static final String RECORDS = "/2013-04-01/hostedzone/Z1/rrset";
    private static final Answer CHANGED = new Answer(
            200,
            "<ChangeResourceRecordSetsResponse><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status>"
                    + "<SubmittedAt>2026-03-01T10:00:00Z</SubmittedAt></ChangeInfo></ChangeResourceRecordSetsResponse>");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-01T10:00:00Z"));
    private HttpServer server;
    private Route53DnsRecords dns;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        dns = new Route53DnsRecords(
                new AwsClients(TestAwsSettings.of(Map.of(
                                "aws.region", "us-east-1",
                                "aws.endpoint-url-route-53", endpoint(),
                                "aws.access-key-id", "id",
                                "aws.secret-access-key", "secret")))
                        .route53(),
                clock);
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
                        new DnsRecord(
                                "oauth-hc1.example.com",
                                "A",
                                "oauth-hc1.example.com",
                                List.of("lb.elb.amazonaws.com"),
                                null,
                                null,
                                new Alias("ZELB", "lb.elb.amazonaws.com.", false)),
                        new DnsRecord(
                                "cname-oauth-hc1-external-dns.example.com",
                                "TXT",
                                "oauth-hc1.example.com",
                                List.of(OWNERSHIP),
                                "mgmt-a",
                                60L,
                                null));
    }

    @Test
    void throttling_isRetried() {
        answers.put(
                "/2013-04-01/hostedzone",
                new Answer(400, error(400, "Throttling").body(), zones(null, "")));

        assertThat(dns.zoneOf("api.example.com")).isEmpty();
    }

    @Test
    void everybodyWhoLooksAtAZoneAtOnce_sharesOneListing() {
        answers.put(RECORDS, records(null, record("api-hc1.example.com.", "CNAME", "router.mgmt-a.internal")));

        dns.recordsOf("Z1", Set.of("api-hc1.example.com"));
        clock.advance(Duration.ofMillis(900));
        List<DnsRecord> others = dns.recordsOf("/hostedzone/Z1", Set.of("api-hc2.example.com"));

        assertThat(others).isEmpty();
        assertThat(asked).containsExactly("GET " + RECORDS);
    }

    @Test
    void listingOfManyPages_isGoodForLonger() {
        String name = RECORDS + "?name=";
        answers.put(RECORDS, records("b", record("a.example.com.", "A", "192.0.2.1")));
        answers.put(name + "b", records("c", record("b.example.com.", "A", "192.0.2.1")));
        answers.put(name + "c", records(null, record("c.example.com.", "A", "192.0.2.1")));

        dns.recordsOf("Z1", Set.of("a.example.com"));
        clock.advance(Duration.ofMillis(1400));
        dns.recordsOf("Z1", Set.of("a.example.com"));
        assertThat(asked).hasSize(3);
        clock.advance(Duration.ofMillis(100));
        dns.recordsOf("Z1", Set.of("a.example.com"));

        assertThat(asked).hasSize(6);
    }

    @Test
    void releasedRecord_isSeenAfterAMoment() {
        answers.put(RECORDS, records(null, record("api-hc1.example.com.", "CNAME", "router.mgmt-a.internal")));
        assertThat(dns.recordsOf("Z1", Set.of("api-hc1.example.com"))).hasSize(1);
        answers.put(RECORDS, records(null, ""));

        clock.advance(Duration.ofSeconds(1));

        assertThat(dns.recordsOf("Z1", Set.of("api-hc1.example.com"))).isEmpty();
    }

    @Test
    void throttledZone_isLeftAloneForAWhile() {
        answers.put(RECORDS, error(400, "Throttling"));
        Route53DnsRecords impatient = new Route53DnsRecords(
                Route53Client.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create(endpoint()))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build(),
                clock);
        Set<String> hosts = Set.of("api-hc1.example.com");

        assertThatThrownBy(() -> impatient.recordsOf("Z1", hosts)).isInstanceOf(Route53Exception.class);
        answers.put(RECORDS, records(null, ""));
        clock.advance(Duration.ofSeconds(9));
        assertThatThrownBy(() -> impatient.recordsOf("Z1", hosts)).isInstanceOf(Route53Exception.class);
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(1));

        assertThat(impatient.recordsOf("Z1", hosts)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void deletion_namesWhatWasReadInOneBatch() {
        answers.put(
                RECORDS,
                records(
                        null,
                        alias("oauth-hc1.example.com.", "lb.elb.amazonaws.com.")
                                + record("cname-oauth-hc1-external-dns.example.com.", "TXT", "\"" + OWNERSHIP + "\"")));
        answers.put(RECORDS + "/", CHANGED);
        List<DnsRecord> found = dns.recordsOf("Z1", Set.of("oauth-hc1.example.com"));

        assertThat(dns.deleteUnchanged("Z1", found)).isTrue();

        assertThat(asked).last().isEqualTo("POST " + RECORDS + "/");
        assertThat(written)
                .singleElement()
                .asString()
                .containsSubsequence(
                        "<Action>DELETE</Action>",
                        "<Name>oauth-hc1.example.com</Name><Type>A</Type>",
                        "<HostedZoneId>ZELB</HostedZoneId><DNSName>lb.elb.amazonaws.com.</DNSName>",
                        "<Action>DELETE</Action>",
                        "<Name>cname-oauth-hc1-external-dns.example.com</Name><Type>TXT</Type><TTL>60</TTL>",
                        "<Value>&quot;" + OWNERSHIP + "&quot;</Value>");
    }

    @Test
    void afterAChange_theZoneIsListedAnew() {
        answers.put(RECORDS, records(null, record("api-hc1.example.com.", "CNAME", "router.mgmt-a.internal")));
        answers.put(RECORDS + "/", CHANGED);
        List<DnsRecord> found = dns.recordsOf("Z1", Set.of("api-hc1.example.com"));
        answers.put(RECORDS, records(null, ""));

        dns.deleteUnchanged("Z1", found);

        assertThat(dns.recordsOf("Z1", Set.of("api-hc1.example.com"))).isEmpty();
    }

    @Test
    void recordThatIsAnotherNow_isNotDeleted() {
        answers.put(RECORDS + "/", error(400, "InvalidChangeBatch"));

        assertThat(dns.deleteUnchanged("Z1", List.of(address("api-hc1.example.com", "CNAME", "old"))))
                .isFalse();
    }

    @Test
    void recordsThatWereTakenAway_areCreatedAgain() {
        answers.put(RECORDS + "/", CHANGED);

        assertThat(dns.createAbsent("Z1", List.of(address("api-hc1.example.com", "CNAME", "router.mgmt-a.internal"))))
                .isTrue();

        assertThat(written)
                .singleElement()
                .asString()
                .containsSubsequence(
                        "<Action>CREATE</Action>", "<TTL>60</TTL>", "<Value>router.mgmt-a.internal</Value>");
    }

    @Test
    void ownershipThatIsHandedOver_changesInOneBatchAndTheAddressStays() {
        answers.put(
                RECORDS,
                records(null, record("cname-oauth-hc1-external-dns.example.com.", "TXT", "\"" + OWNERSHIP + "\"")));
        answers.put(RECORDS + "/", CHANGED);
        List<DnsRecord> found = dns.recordsOf("Z1", Set.of("oauth-hc1.example.com"));

        assertThat(dns.handOver("Z1", found, "mgmt-b")).isTrue();

        assertThat(written)
                .singleElement()
                .asString()
                .containsSubsequence(
                        "<Action>DELETE</Action>",
                        "<Name>cname-oauth-hc1-external-dns.example.com</Name><Type>TXT</Type><TTL>60</TTL>",
                        "<Value>&quot;" + OWNERSHIP + "&quot;</Value>",
                        "<Action>CREATE</Action>",
                        "<Name>cname-oauth-hc1-external-dns.example.com</Name><Type>TXT</Type><TTL>60</TTL>",
                        "<Value>&quot;" + OWNERSHIP.replace("mgmt-a", "mgmt-b") + "&quot;</Value>");
    }

    @Test
    void deniedChange_isNoAnswer() {
        answers.put(RECORDS + "/", error(403, "AccessDenied"));
        List<DnsRecord> records = List.of(address("api-hc1.example.com", "CNAME", "router.mgmt-a.internal"));

        assertThatThrownBy(() -> dns.deleteUnchanged("Z1", records)).isInstanceOf(Route53Exception.class);
    }

    private String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static DnsRecord address(String name, String type, String value) {
        return new DnsRecord(name, type, name, List.of(value), null, 60L, null);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestMethod() + " " + path);
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!sent.isEmpty()) {
            written.add(sent);
        }
        Answer answer = answers.getOrDefault(path, error(404, "NoAnswerFor " + path));
        if (answer.next() != null) {
            answers.put(path, answer.next());
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
