package dev.hcpferry.common.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipRecordsTest {
    private static final String TEXT =
            "heritage=external-dns,external-dns/owner=mgmt-a,external-dns/resource=route/clusters-hc1/kube-apiserver";

    @ParameterizedTest
    @CsvSource({
        "api-hc1.example.com, api-hc1.example.com",
        "api-hc1-external-dns.example.com, api-hc1.example.com",
        "cname-api-hc1.example.com, api-hc1.example.com",
        "a-api-hc1.example.com, api-hc1.example.com",
        "aaaa-api-hc1.example.com, api-hc1.example.com",
        "cname-api-hc1-external-dns.example.com, api-hc1.example.com",
        "a-api-hc1-external-dns.example.com, api-hc1.example.com",
        "*.apps.example.com, *.apps.example.com",
        "cname-*.apps.example.com, *.apps.example.com",
        "a-b-external-dns.example.com, a-b.example.com",
        "cname-a-b-external-dns.example.com, a-b.example.com"
    })
    void recordOfAHost_isFound(String name, String host) {
        Set<String> hosts = Set.of("api-hc1.example.com", "*.apps.example.com", "a-b.example.com", "b.example.com");

        assertThat(OwnershipRecords.hostOf(name, hosts, Set.of())).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "api-hc10.example.com",
        "api-hc1-external-dns-2.example.com",
        "x-api-hc1.example.com",
        "api-hc1.other.com",
        "api-hc1.sub.example.com",
        "cname-.example.com",
        "-external-dns.example.com",
        "example.com",
        "localhost"
    })
    void recordOfAnotherHost_isLeftOut(String name) {
        assertThat(OwnershipRecords.hostOf(name, Set.of("api-hc1.example.com"), Set.of()))
                .isEmpty();
    }

    @Test
    void nameThatIsAnotherHostsOwn_belongsToThatHost() {
        Set<String> hosts = Set.of("api.example.com");
        Set<String> withAddress = Set.of("a-api.example.com");

        assertThat(OwnershipRecords.hostOf("a-api.example.com", hosts, withAddress))
                .isEmpty();
        assertThat(OwnershipRecords.hostOf("a-api-external-dns.example.com", hosts, withAddress))
                .isEmpty();
        assertThat(OwnershipRecords.hostOf("cname-api.example.com", hosts, withAddress))
                .contains("api.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heritage=external-dns,external-dns/owner=mgmt-a,external-dns/resource=x | mgmt-a",
                "heritage=external-dns,external-dns/owner=mgmt-a | mgmt-a",
                "heritage=external-dns,external-dns/owner=a b | a b"
            })
    void owner_isRead(String value, String owner) {
        assertThat(OwnershipRecords.owner(List.of(value))).contains(owner);
    }

    @Test
    void otherTexts_areNoOwnership() {
        assertThat(OwnershipRecords.isOwnership(List.of(TEXT))).isTrue();
        assertThat(OwnershipRecords.isOwnership(List.of("v=spf1 -all"))).isFalse();
        assertThat(OwnershipRecords.owner(List.of("external-dns/owner=mgmt-a"))).isEmpty();
        assertThat(OwnershipRecords.owner(List.of("heritage=external-dns"))).isEmpty();
    }
}
