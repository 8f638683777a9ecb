package dev.hcpferry.backup.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.backup.FakeEtcd;
import dev.hcpferry.backup.World;
import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.bundle.S3BundleStore;
import dev.hcpferry.common.bundle.S3Server;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.PreflightCompleted;
import dev.hcpferry.common.event.PreflightCompleted.Check;
import dev.hcpferry.common.event.PreflightCompleted.WouldLeave;
import dev.hcpferry.common.hypershift.NeededPermissions;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

class DryRunTest {
    private final World world = new World();
    private final S3Server s3 = new S3Server();
    private final AwsClients aws = new AwsClients(s3.settings());
    private final S3BundleStore store = new S3BundleStore(aws.s3(), aws.presigner(), s3.settings());

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void healthyWorld_passesAndTellsWhatWouldHappen() throws InterruptedException {
        PreflightCompleted answer = dryRun();

        assertThat(answer.checks()).allMatch(Check::passed);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.wouldMove())
                .containsEntry("Namespace", 2)
                .containsEntry("HostedCluster", 1)
                .containsEntry("NodePool", 1)
                .containsEntry("Machine", 1)
                .containsEntry("Secret", 3);
        assertThat(answer.wouldLeave())
                .containsExactly(new WouldLeave(
                        "Secret", "clusters-example", "builder-token", "credentials of the source cluster itself"));
        assertThat(answer.snapshotBytes()).isEqualTo(FakeEtcd.BYTES);
        assertThat(answer.expectedOutage()).isEqualTo(Duration.ofSeconds(90 + 12 + 10));
    }

    @Test
    void nothingInTheWorldIsTouched() throws InterruptedException {
        s3.client()
                .putBucketVersioning(bucket -> bucket.bucket(S3Server.BUCKET)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        Picture before = picture();

        PreflightCompleted answer = dryRun();

        assertThat(answer.passed()).isTrue();
        assertThat(picture()).isEqualTo(before);
        assertThat(s3.openUploads()).isEmpty();
    }

    @Test
    void everyFailureIsTold_notOnlyTheFirst() throws InterruptedException {
        world.etcd.alarms = List.of("NOSPACE");
        world.dns.zoneThere = false;
        world.remove(world.destination, ResourceKind.DEPLOYMENT, "hypershift", "operator");

        Map<String, Check> checks = byName(dryRun());

        assertThat(checks.values().stream().filter(check -> !check.passed()))
                .extracting(Check::check)
                .containsExactlyInAnyOrder("SameHyperShift", "DnsZoneFound", "SourceExternalDns", "EtcdHealthy");
        assertThat(checks.get("EtcdHealthy").detail())
                .startsWith("ETCD_UNHEALTHY: ")
                .contains("NOSPACE");
        assertThat(checks.get("EtcdHealthy").remedy()).contains("repair");
        assertThat(checks.get("SourceExternalDns").detail()).isEqualTo("not judged: there is no zone");
    }

    @Test
    void sourceThatIsCutOff_isAnsweredToo() throws InterruptedException {
        world.source.setUnreachable(true);

        PreflightCompleted answer = dryRun();

        assertThat(answer.passed()).isFalse();
        assertThat(byName(answer).get("SourceReachable").detail()).startsWith("MANAGEMENT_CLUSTER_UNREACHABLE");
        assertThat(byName(answer).get("DestinationFree").passed()).isTrue();
        assertThat(answer.wouldMove()).isEmpty();
        assertThat(answer.snapshotBytes()).isNull();
        assertThat(answer.expectedOutage()).isNull();
    }

    @Test
    void longReasons_areCutToWhatTheSchemaTakes() throws InterruptedException {
        NeededPermissions.of(World.REF).forEach(permission -> world.source.deny(permission.toString()));

        PreflightCompleted answer = dryRun();

        ObjectNode json = EventJson.MAPPER.convertValue(answer, ObjectNode.class);
        assertThat(EventSchemas.check(EventType.PREFLIGHT_COMPLETED, json)).isEmpty();
        assertThat(byName(answer).get("SourcePermissions").detail())
                .hasSize(2048)
                .endsWith("…");
    }

    private PreflightCompleted dryRun() throws InterruptedException {
        Systems systems = world.systems(store);
        MigrationContext context = world.context(systems);
        return new DryRun(context.request(), systems.readOnly()).run();
    }

    private static Map<String, Check> byName(PreflightCompleted answer) {
        return answer.checks().stream().collect(Collectors.toMap(Check::check, Function.identity()));
    }

    private Picture picture() {
        return new Picture(
                world.source.content(),
                world.destination.content(),
                s3.client()
                        .listObjectVersions(request -> request.bucket(S3Server.BUCKET))
                        .versions()
                        .size(),
                List.copyOf(world.dns.records));
    }

    /** Everything that could be touched, down to resourceVersions and to versions in the bucket. */
    private record Picture(String source, String destination, int objectVersions, List<?> records) {}
}
