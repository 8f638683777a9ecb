package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeOverDnsTest {
    private final MigrationWorld world = new MigrationWorld();

    @Test
    void recordsOfADeadSourceAreHandedOver_andTheirAddressesStay() throws Exception {
        RestoreContext context = dead();
        world.dns().publish("other.example.com", "router", "owner-mgmt-a", "route/clusters-other/kube-apiserver");
        List<DnsRecord> before = world.dns().all();

        look(new TakeOverDns(), context).waitsFor("took over", "api-example-external-dns.example.com");

        look(new TakeOverDns(), context).isDone();
        assertThat(world.dns().all())
                .extracting(DnsRecord::name)
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(DnsRecord::name).toList());
        assertThat(world.dns().all())
                .filteredOn(record -> record.owner() != null)
                .extracting(DnsRecord::host, DnsRecord::owner)
                .containsExactlyInAnyOrder(
                        tuple("api-example.example.com", "owner-mgmt-b"), tuple("other.example.com", "owner-mgmt-a"));
    }

    @Test
    void recordsThatTheDestinationPublishesStay() throws Exception {
        RestoreContext context = dead();
        world.dns().clear();
        publishFromDestination();
        List<DnsRecord> before = world.dns().all();

        look(new TakeOverDns(), context).isDone();

        assertThat(world.dns().all()).isEqualTo(before);
    }

    @Test
    void recordOfAStrangerIsNamedAndNothingIsTaken() throws Exception {
        RestoreContext context = dead();
        world.dns().clear();
        world.dns().publish("api-example.example.com", "elsewhere", "owner-mgmt-a", "service/shop/frontend");
        List<DnsRecord> before = world.dns().all();

        look(new TakeOverDns(), context).waitsFor("can't be taken over").orElse(ReasonCode.DNS_NOT_RELEASED);

        assertThat(world.dns().all()).isEqualTo(before);
    }

    @Test
    void sourceThatAnswersAndStillPublishesIsNotFoughtWith() throws Exception {
        RestoreContext context = dead();
        world.source().setUnreachable(false);
        KubernetesObject route = KubernetesObject.create(ResourceKind.ROUTE, MigrationWorld.INSIDE, "kube-apiserver");
        route.spec().put("host", "api-example.example.com");
        world.source().createIfAbsent(route);
        List<DnsRecord> before = world.dns().all();

        look(new TakeOverDns(), context).waitsFor("still has routes");

        assertThat(world.dns().all()).isEqualTo(before);
    }

    @Test
    void ordinaryMigrationTouchesNoRecord() throws Exception {
        RestoreContext context = Restores.of(world);
        publishFromDestination();
        List<DnsRecord> before = world.dns().all();

        look(new TakeOverDns(), context).isDone("released");

        assertThat(world.dns().all()).isEqualTo(before);
    }

    private RestoreContext dead() {
        RestoreContext context = Restores.ofDeadSource(world);
        world.dns().clear();
        world.dns()
                .publish(
                        "api-example.example.com",
                        "router.mgmt-a.example.net",
                        "owner-mgmt-a",
                        "route/" + MigrationWorld.INSIDE + "/kube-apiserver");
        return context;
    }

    private void publishFromDestination() {
        world.dns()
                .publish(
                        "api-example.example.com",
                        "router.mgmt-b.example.net",
                        "owner-mgmt-b",
                        "route/" + MigrationWorld.INSIDE + "/kube-apiserver");
    }
}
