package dev.hcpferry.lab.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.Tls;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AwsTest {

    @TempDir
    private static Path directory;

    private static Vertx vertx;
    private static Aws aws;
    private static Route53Client route53;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        aws = new Aws(directory, vertx, Authority.named("lab"), new Violations());
        route53 = Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(URI.create(aws.environment().get("AWS_ENDPOINT_URL_ROUTE_53")))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> Tls.trustManagers(aws.certificate()))
                        .build())
                .build();
    }

    @AfterAll
    static void stop() {
        route53.close();
        aws.close();
        vertx.close();
    }

    @Test
    void s3_answersWithErrorsAsOftenAsAsked() {
        aws.s3().putObject(put -> put.bucket(Aws.BUCKET).key("fault"), RequestBody.fromString("x"));
        aws.s3Faults().slowDown(1);

        // The SDK tries again after errors that pass.
        assertThat(aws.s3()
                        .getObjectAsBytes(get -> get.bucket(Aws.BUCKET).key("fault"))
                        .asUtf8String())
                .isEqualTo("x");

        aws.s3Faults().fail(100);
        assertThatThrownBy(() ->
                        aws.s3().getObjectAsBytes(get -> get.bucket(Aws.BUCKET).key("fault")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        problem -> assertThat(problem.statusCode()).isEqualTo(500));
        aws.s3Faults().clear();
    }

    @Test
    void zones_areFoundByNameAndId() {
        assertThat(route53.listHostedZones().hostedZones())
                .extracting(zone -> zone.name())
                .contains(Aws.DOMAIN + ".");
        assertThat(route53.listHostedZonesByName(list -> list.dnsName(Aws.DOMAIN))
                        .hostedZones()
                        .getFirst()
                        .id())
                .isEqualTo("/hostedzone/" + aws.zone().id());
        assertThat(route53.getHostedZone(get -> get.id(aws.zone().id()))
                        .hostedZone()
                        .config()
                        .privateZone())
                .isFalse();
        assertThatThrownBy(() -> route53.getHostedZone(get -> get.id("ZNONE")))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void records_areListedPageByPageAndEscaped() {
        HostedZone zone = aws.route53().create("pages.test", false);
        zone.change(IntStream.range(0, 7)
                .mapToObj(n -> new HostedZone.Change(
                        HostedZone.Action.CREATE, RecordSet.of("*.host" + n + ".pages.test", "CNAME", "router")))
                .toList());

        List<ResourceRecordSet> found = route53
                .listResourceRecordSetsPaginator(
                        list -> list.hostedZoneId(zone.id()).maxItems("3"))
                .resourceRecordSets()
                .stream()
                .toList();

        assertThat(found).hasSize(7).extracting(ResourceRecordSet::name).contains("\\052.host6.pages.test.");
    }

    @Test
    void batch_isMadeWholeOrNotAtAll() {
        HostedZone zone = aws.route53().create("batch.test", false);

        assertThatThrownBy(() -> route53.changeResourceRecordSets(request -> request.hostedZoneId(zone.id())
                        .changeBatch(batch -> batch.changes(
                                change(ChangeAction.UPSERT, "a.batch.test"),
                                change(ChangeAction.DELETE, "b.batch.test")))))
                .isInstanceOf(InvalidChangeBatchException.class);
        assertThat(zone.records()).isEmpty();

        route53.changeResourceRecordSets(request -> request.hostedZoneId(zone.id())
                .changeBatch(batch -> batch.changes(change(ChangeAction.UPSERT, "a.batch.test"))));
        assertThat(zone.find("a.batch.test", "CNAME")).isPresent();
    }

    @Test
    void bucket_answersWhatAMigrationAsksOfIt() {
        S3Client s3 = aws.s3();
        s3.putObject(put -> put.bucket(Aws.BUCKET).key("k"), RequestBody.fromString("content"));

        assertThat(s3.getBucketLocation(get -> get.bucket(Aws.BUCKET)).locationConstraintAsString())
                .isIn(null, "", Aws.REGION);
        assertThatThrownBy(() -> s3.putObject(
                        put -> put.bucket(Aws.BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("other")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
        assertThatThrownBy(() -> s3.getPublicAccessBlock(get -> get.bucket(Aws.BUCKET)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501));
        assertThatThrownBy(() -> s3.getBucketPolicyStatus(get -> get.bucket(Aws.BUCKET)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501));
    }

    private static Change change(ChangeAction action, String name) {
        return Change.builder()
                .action(action)
                .resourceRecordSet(record -> record.name(name)
                        .type(RRType.CNAME)
                        .ttl(60L)
                        .resourceRecords(
                                ResourceRecord.builder().value("router.test").build()))
                .build();
    }
}
