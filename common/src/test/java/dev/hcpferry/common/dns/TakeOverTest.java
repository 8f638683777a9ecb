package dev.hcpferry.common.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.dns.TakeOver.Owners;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeOverTest {
    private static final String HOST = "api-hc1.example.com";
    private static final String NAMESPACE = "clusters-hc1";
    private static final Owners KNOWN = new Owners("mgmt-a", "mgmt-b");

    @Test
    void recordsOfTheSource_areTakenWithTheirMarks() {
        List<DnsRecord> found = List.of(
                address(HOST),
                mark("api-hc1-external-dns.example.com", "mgmt-a", "route/clusters-hc1/api"),
                mark("cname-api-hc1-external-dns.example.com", "mgmt-a", "route/clusters-hc1/api"));

        TakeOver plan = TakeOver.plan(found, NAMESPACE, KNOWN);

        assertThat(plan.records()).isEqualTo(found);
        assertThat(plan.obstacles()).isEmpty();
    }

    @Test
    void markWhoseAddressIsGone_isTaken() {
        List<DnsRecord> found = List.of(mark("api-hc1-external-dns.example.com", "mgmt-a", "route/clusters-hc1/api"));

        assertThat(TakeOver.plan(found, NAMESPACE, KNOWN).records()).isEqualTo(found);
    }

    @Test
    void recordOfAnotherOwner_keepsEverythingWhereItIs() {
        assertRefused(KNOWN, "mgmt-c", "route/clusters-hc1/api", "does not belong to the source's ExternalDNS");
    }

    @Test
    void recordOfANeighboursRoute_isNotTaken() {
        assertRefused(KNOWN, "mgmt-a", "route/clusters-hc2/api", "was made for route/clusters-hc2/api");
        assertRefused(KNOWN, "mgmt-a", "route/clusters-hc1-x/api", "was made for route/clusters-hc1-x/api");
    }

    @Test
    void recordOfAService_isNotTaken() {
        assertRefused(KNOWN, "mgmt-a", "service/clusters-hc1/kube-apiserver", "was made for service/");
    }

    @Test
    void recordThatNobodyOwns_isNotTaken() {
        TakeOver plan = TakeOver.plan(List.of(address(HOST)), NAMESPACE, KNOWN);

        assertThat(plan.records()).isEmpty();
        assertThat(plan.obstacles())
                .containsExactly("api-hc1.example.com CNAME has no ownership record of ExternalDNS");
    }

    @Test
    void ownerIdThatWentWithItsExternalDns_isAnyButTheDestinations() {
        List<DnsRecord> found =
                List.of(address(HOST), mark("api-hc1-external-dns.example.com", "0d3f", "route/clusters-hc1/api"));

        assertThat(TakeOver.plan(found, NAMESPACE, new Owners(null, "mgmt-b")).records())
                .isEqualTo(found);
        assertThat(TakeOver.plan(found, NAMESPACE, new Owners(null, null)).records())
                .isEqualTo(found);
        assertRefused(
                new Owners(null, "mgmt-b"), "mgmt-b", "route/clusters-hc1/api", "does not belong to the source's");
    }

    private static void assertRefused(Owners owners, String owner, String resource, String why) {
        TakeOver plan = TakeOver.plan(
                List.of(
                        address(HOST),
                        mark("api-hc1-external-dns.example.com", "mgmt-a", "route/clusters-hc1/api"),
                        mark("cname-api-hc1-external-dns.example.com", owner, resource)),
                NAMESPACE,
                owners);
        assertThat(plan.records()).isEmpty();
        assertThat(plan.obstacles()).anySatisfy(obstacle -> assertThat(obstacle).contains(why));
    }

    private static DnsRecord address(String name) {
        return new DnsRecord(name, "CNAME", name, List.of("router.mgmt-a.internal"), null, 60L, null);
    }

    private static DnsRecord mark(String name, String owner, String resource) {
        String text = "heritage=external-dns,external-dns/owner=" + owner + ",external-dns/resource=" + resource;
        return new DnsRecord(name, "TXT", HOST, List.of(text), owner, 60L, null);
    }
}
