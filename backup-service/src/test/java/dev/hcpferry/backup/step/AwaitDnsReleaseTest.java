package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitDnsReleaseTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext patient =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());
    private final BackupContext seizing =
            new BackupContext(world.takeOver().request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void releasedRecords_areDone() throws Exception {
        world.controllers().releaseDns();

        look(new AwaitDnsRelease(), patient).isDone();
    }

    @Test
    void heldRecords_areAwaitedWithTheirOwner() throws Exception {
        look(new AwaitDnsRelease(), patient)
                .waitsFor(
                        "api-example.example.com CNAME",
                        "cname-api-example-external-dns.example.com TXT (owner owner-mgmt-a)")
                .orElse(ReasonCode.DNS_NOT_RELEASED);
    }

    @Test
    void withoutBeingAsked_nothingIsEverTakenOver() throws Exception {
        world.controllers().quiesce();
        List<DnsRecord> before = world.dns().all();
        look(new AwaitDnsRelease(), patient).waitsFor();
        world.clock().advance(Duration.ofHours(1));

        look(new AwaitDnsRelease(), patient).waitsFor("has not released");

        assertThat(world.dns().all()).isEqualTo(before);
    }

    @Test
    void externalDns_getsItsTimeEvenThen() throws Exception {
        world.controllers().quiesce();
        List<DnsRecord> before = world.dns().all();
        look(new AwaitDnsRelease(), seizing).waitsFor();
        world.clock().advance(Duration.ofSeconds(119));

        look(new AwaitDnsRelease(), seizing).waitsFor("has not released");

        assertThat(world.dns().all()).isEqualTo(before);
    }

    @Test
    void recordsOfADeadExternalDns_areTakenOverAndNobodyElses() throws Exception {
        world.controllers().quiesce();
        world.dns().publish("api-other.example.com", "router", "owner-mgmt-a", "route/clusters-other/kube-apiserver");
        loseTime();

        look(new AwaitDnsRelease(), seizing).waitsFor("took over", "api-example.example.com CNAME");

        assertThat(world.dns().all()).extracting(DnsRecord::host).containsOnly("api-other.example.com");
        look(new AwaitDnsRelease(), seizing).isDone();
    }

    @Test
    void takenRecords_areNotedOnTheHostedCluster() throws Exception {
        world.controllers().quiesce();
        loseTime();

        look(new AwaitDnsRelease(), seizing).waitsFor("took over");

        assertThat(seizing.hostedCluster().object().annotation(OwnershipMarks.DNS_RECORDS))
                .hasValueSatisfying(note ->
                        assertThat(note).contains("api-example.example.com", "router.mgmt-a.example.net", "60"));
    }

    @Test
    void patience_isASetting() throws Exception {
        world.set("hcp-ferry.dns.take-over-patience", "PT0S").controllers().quiesce();
        BackupContext hasty = new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

        look(new AwaitDnsRelease(), hasty).waitsFor("took over");
    }

    @Test
    void recordsOfAnotherOwner_stay() throws Exception {
        world.controllers().quiesce().releaseDns();
        world.dns()
                .publish("api-example.example.com", "router", "owner-mgmt-c", "route/clusters-example/kube-apiserver");
        assertNothingIsTaken("owner-mgmt-c", "does not belong to the source's ExternalDNS");
    }

    @Test
    void sourceThatStillPublishes_keepsItsRecords() throws Exception {
        world.controllers().quiesce();
        KubernetesObject route = KubernetesObject.create(ResourceKind.ROUTE, MigrationWorld.INSIDE, "kube-apiserver");
        route.spec().put("host", "api-example.example.com");
        world.source().createIfAbsent(route);

        assertNothingIsTaken("still has routes");
    }

    @Test
    void sourceThatStillServes_keepsItsRecords() throws Exception {
        world.controllers().quiesce().startAgain("kube-apiserver");

        assertNothingIsTaken("still runs", "kube-apiserver");
    }

    @Test
    void sourceThatIsNotPausedForThisMigration_keepsItsRecords() throws Exception {
        world.controllers().quiesce();
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.annotate(OwnershipMarks.MIGRATION, "another-1"));

        assertNothingIsTaken("not paused for this migration");
    }

    @Test
    void recordThatChangesMeanwhile_isLookedAtAgain() throws Exception {
        world.controllers().quiesce();
        loseTime();
        world.dns().beforeTheNextChange(() -> world.controllers().releaseDns());

        look(new AwaitDnsRelease(), seizing).waitsFor("changed just now").orElse(ReasonCode.DNS_NOT_RELEASED);

        look(new AwaitDnsRelease(), seizing).isDone();
    }

    @Test
    void privateHostedCluster_hasNothingToRelease() throws Exception {
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.json().withObject("/spec/platform/aws").put("endpointAccess", "Private"));

        look(new AwaitDnsRelease(), patient).isDone("private");
    }

    private void assertNothingIsTaken(String... why) throws Exception {
        List<DnsRecord> before = world.dns().all();
        loseTime();

        look(new AwaitDnsRelease(), seizing).waitsFor(why).orElse(ReasonCode.DNS_NOT_RELEASED);

        assertThat(world.dns().all()).isEqualTo(before);
    }

    private void loseTime() throws Exception {
        look(new AwaitDnsRelease(), seizing).waitsFor("has not released");
        world.clock().advance(Duration.ofMinutes(2));
    }
}
