package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnDnsRecordsTest {
    private final MigrationWorld world =
            new MigrationWorld().takeOver().set("hcp-ferry.dns.take-over-patience", "PT0S");
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void recordsThatWereReleased_areLeftToExternalDns() throws Exception {
        world.controllers().quiesce().releaseDns();

        look(new ReturnDnsRecords(), context).isDone("no record was taken over");

        assertThat(world.dns().all()).isEmpty();
    }

    @Test
    void recordsThatWereTakenOver_comeBackAsTheyWere() throws Exception {
        List<DnsRecord> before = world.dns().all();
        takeOver();
        assertThat(world.dns().all()).isEmpty();

        look(new ReturnDnsRecords(), context).isDone("api-example.example.com CNAME");

        assertThat(world.dns().all()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(context.hostedCluster().object().annotation(OwnershipMarks.DNS_RECORDS))
                .isEmpty();
        look(new ReturnDnsRecords(), context).isDone("no record was taken over");
    }

    @Test
    void recordThatExternalDnsHasPublishedMeanwhile_staysAsItIs() throws Exception {
        takeOver();
        world.dns()
                .publish(
                        "api-example.example.com",
                        "new-router",
                        "owner-mgmt-a",
                        "route/clusters-example/kube-apiserver");

        look(new ReturnDnsRecords(), context).isDone();

        assertThat(world.dns().all())
                .filteredOn(record -> record.name().equals("api-example.example.com"))
                .singleElement()
                .satisfies(record -> assertThat(record.values()).containsExactly("new-router"));
        assertThat(world.dns().all()).extracting(DnsRecord::host).contains("oauth-example.example.com");
    }

    @Test
    void recordThatTheDestinationStillHolds_isAwaited() throws Exception {
        takeOver();
        world.dns()
                .publish(
                        "api-example.example.com", "router-b", "owner-mgmt-b", "route/clusters-example/kube-apiserver");

        look(new ReturnDnsRecords(), context).waitsFor("owner-mgmt-b").orElse(ReasonCode.DNS_NOT_RELEASED);

        assertThat(world.dns().all()).hasSize(2);
    }

    private void takeOver() throws Exception {
        world.controllers().quiesce();
        look(new AwaitDnsRelease(), context).waitsFor("took over");
    }
}
