package dev.hcpferry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.etcd.Members;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackOff;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.PhaseRunner;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets for a request that can't be carried out: the reason, the next action, and a world that nobody has touched. */
@Timeout(60)
class RefusedMigrationTest {
    private static final ObjectKey HOSTED_CLUSTER = new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example");

    private final MigrationWorld world = new MigrationWorld();

    @ParameterizedTest
    @CsvSource({"mgmt-a, mgmt-b", "mgmt-b, mgmt-a"})
    void unknownManagementCluster(String unknown, String known) {
        world.clusters().forget(unknown);

        assertRefused(ReasonCode.UNKNOWN_MANAGEMENT_CLUSTER, "management cluster " + unknown, known, "add " + unknown);
    }

    @Test
    void unreachableManagementCluster() {
        world.destination().setUnreachable(true);

        assertRefused(ReasonCode.MANAGEMENT_CLUSTER_UNREACHABLE, "mgmt-b does not answer", "reachable");
    }

    @Test
    void expiredKubeconfig() {
        world.destination().refuse(KubernetesException.Kind.UNAUTHENTICATED);

        assertRefused(ReasonCode.CREDENTIALS_REJECTED, "mgmt-b does not accept", "replace mgmt-b.kubeconfig");
    }

    @Test
    void accessReviewsThatAreForbidden() {
        world.destination().refuse(KubernetesException.Kind.FORBIDDEN);

        assertRefused(ReasonCode.PERMISSION_MISSING, "mgmt-b does not allow access reviews", "system:basic-user");
    }

    @Test
    void missingPermission() {
        world.source().deny("delete nodepools.hypershift.openshift.io in clusters");

        assertRefused(
                ReasonCode.PERMISSION_MISSING,
                "on mgmt-a this is not allowed: delete nodepools.hypershift.openshift.io in clusters",
                "grant it");
    }

    @Test
    void missingDefinition() {
        world.destination().forget(ResourceKind.AWS_MACHINE_TEMPLATE);

        assertRefused(
                ReasonCode.CRD_MISSING,
                "mgmt-b does not serve AWSMachineTemplate infrastructure.cluster.x-k8s.io/v1beta2",
                "install");
    }

    @Test
    void hostedClusterThatIsNotThere() {
        world.source().edit(HOSTED_CLUSTER, object -> object.setFinalizers(List.of()));
        world.source().delete(world.sourceSite().hostedCluster().orElseThrow().object());

        assertRefused(ReasonCode.HOSTED_CLUSTER_NOT_FOUND, "no HostedCluster clusters/example on mgmt-a", "correct");
    }

    @Test
    void hostedClusterOnAnotherPlatform() {
        change("/spec/platform", "type", "Azure");

        assertRefused(ReasonCode.PLATFORM_NOT_SUPPORTED, "platform Azure", "only hosted clusters on AWS");
    }

    @Test
    void apiWithoutAHostnameOfItsOwn() {
        world.source().edit(HOSTED_CLUSTER, object -> object.spec().remove("services"));

        assertRefused(ReasonCode.NO_STABLE_API_HOSTNAME, "no hostname of its own", "spec.services");
    }

    @Test
    void destinationInAnotherRegion() {
        change("/spec/platform/aws", "region", "us-east-1");

        assertRefused(ReasonCode.OTHER_REGION, "in us-east-1", "eu-west-1", "choose a destination in us-east-1");
    }

    @Test
    void etcdThatHyperShiftDoesNotManage() {
        change("/spec/etcd", "managementType", "Unmanaged");

        assertRefused(ReasonCode.UNMANAGED_ETCD, "not managed by HyperShift", "managementType Managed");
    }

    @Test
    void hostedClusterOfAnotherMigration() {
        world.source().edit(HOSTED_CLUSTER, object -> object.annotate(OwnershipMarks.MIGRATION, "earlier-7"));

        assertRefused(
                ReasonCode.ALREADY_BEING_MIGRATED, "belongs to migration earlier-7", "wait for migration earlier-7");
    }

    @Test
    void otherHyperShiftOnTheDestination() {
        world.destination()
                .edit(
                        new ObjectKey(ResourceKind.DEPLOYMENT, "hypershift", "operator"),
                        operator -> operator.json()
                                .withObject("/spec/template/spec/containers/0")
                                .put("image", "quay.io/hypershift/operator@sha256:2222"));

        assertRefused(
                ReasonCode.HYPERSHIFT_VERSIONS_DIFFER,
                "sha256:1111 on mgmt-a",
                "sha256:2222 on mgmt-b",
                "same version");
    }

    @Test
    void destinationThatHoldsTheHostedCluster() {
        world.destination()
                .createIfAbsent(world.sourceSite().hostedCluster().orElseThrow().object());

        assertRefused(ReasonCode.DESTINATION_OCCUPIED, "mgmt-b holds HostedCluster clusters/example", "whose it is");
    }

    @Test
    void destinationThatHoldsTheControlPlaneNamespace() {
        world.destination()
                .createIfAbsent(KubernetesObject.create(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE));

        assertRefused(ReasonCode.DESTINATION_OCCUPIED, "mgmt-b holds namespace clusters-example", "whose it is");
    }

    @ParameterizedTest
    @CsvSource({
        "BUCKET_UNUSABLE, bucket bundles does not exist",
        "BUCKET_UNUSABLE, bucket bundles refuses access: HTTP 403 AccessDenied",
        "BUCKET_UNUSABLE, bucket bundles is public by its policy",
        "BUCKET_UNUSABLE, 'bucket bundles is in region us-east-1, the hosted cluster in eu-west-1'",
        "KMS_KEY_REFUSED, KMS key refused for bucket bundles: HTTP 400 KMS.DisabledException"
    })
    void bucketThatTakesNoBundles(ReasonCode reason, String why) {
        world.bundles().refuse(reason, why);

        assertRefused(reason, why, "correct the bucket");
    }

    @Test
    void zoneThatIsNotThere() {
        world.dns().removeZone();

        assertRefused(ReasonCode.DNS_ZONE_NOT_FOUND, "api-example.example.com", "dns.hostedZoneId");
    }

    @Test
    void etcdMemberThatDoesNotAnswer() {
        world.etcd().silence("mgmt-a", "etcd-0");

        assertRefused(ReasonCode.ETCD_UNHEALTHY, "etcd member etcd-0 does not answer", "repair the etcd");
    }

    @Test
    void etcdMembersWithoutQuorum() {
        world.source()
                .edit(HOSTED_CLUSTER, object -> object.spec().put("controllerAvailabilityPolicy", "HighlyAvailable"));
        world.etcd().change("mgmt-a", "etcd-0", Members::withoutLeader);

        assertRefused(
                ReasonCode.ETCD_UNHEALTHY, "1 of 3 etcd members run", "etcd-0 knows no leader", "repair the etcd");
    }

    @Test
    void etcdMemberWithAnAlarm() {
        world.etcd().change("mgmt-a", "etcd-0", member -> Members.withAlarm(member, "CORRUPT"));

        assertRefused(ReasonCode.ETCD_UNHEALTHY, "etcd-0 has raised the alarm CORRUPT", "repair the etcd");
    }

    @Test
    void failureAfterThePause_isHeldAndSaysWhatToType() {
        world.controllers().quiesce().startAgain("kube-apiserver");
        BackupContext context = context();
        PhaseOutcome.Failed late = new PhaseOutcome.Failed(
                "take-snapshot", ReasonCode.SOURCE_NOT_QUIESCED, "running again", "find out who scales it up");

        PhaseFailed failed = new BackupExecution(context).failed(late);

        assertThat(failed.rollback()).isEqualTo(Rollback.HELD);
        assertThat(failed.nextAction())
                .startsWith("find out who scales it up; or go back by hand: ")
                .contains(
                        "kubectl --kubeconfig mgmt-a.kubeconfig -n clusters patch hostedcluster example",
                        "\"pausedUntil\":null",
                        "for each NodePool of example");
    }

    private void assertRefused(ReasonCode reason, String... words) {
        String source = world.source().content();
        String destination = world.destination().content();
        String guest = world.guests().api().content();

        PhaseFailed failed = refuse();

        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.message() + " | " + failed.nextAction()).contains(words);
        assertThat(failed.nextAction()).isNotBlank();
        assertThat(failed.safeToRetry()).isTrue();
        assertThat(failed.rollback()).isEqualTo(Rollback.NOT_NEEDED);
        assertThat(world.source().content()).isEqualTo(source);
        assertThat(world.destination().content()).isEqualTo(destination);
        assertThat(world.guests().api().content()).isEqualTo(guest);
        assertThat(world.bundles().locations()).isEmpty();
        assertThat(world.leases().held()).isEmpty();
    }

    private PhaseFailed refuse() {
        BackupContext context = context();
        PhaseRunner runner = new PhaseRunner(
                world.clock(), new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)), List.of());
        PhaseOutcome outcome = runner.run(BackupPhase.STEPS, context, context.run());
        assertThat(outcome).isInstanceOf(PhaseOutcome.Failed.class);
        return new BackupExecution(context).failed((PhaseOutcome.Failed) outcome);
    }

    private BackupContext context() {
        PhaseRun run = world.run(PhaseName.BACKUP);
        return new BackupContext(world.request(), run, world.systems());
    }

    private void change(String object, String field, String value) {
        world.source()
                .edit(HOSTED_CLUSTER, found -> found.json().withObject(object).put(field, value));
    }
}
