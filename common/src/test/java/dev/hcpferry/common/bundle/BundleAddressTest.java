package dev.hcpferry.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleAddressTest {
    private static final HostedClusterRef HC1 = new HostedClusterRef("clusters", "hc1");

    @Test
    void everything_liesUnderTheMigration() {
        BundleAddress address = new BundleAddress("b", "p", HC1, "m1", null);

        assertThat(address.snapshot()).hasToString("s3://b/p/clusters/hc1/m1/etcd/snapshot.db");
        assertThat(address.index()).hasToString("s3://b/p/clusters/hc1/m1/bundle.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hcp-ferry", "team/a", ""})
    void indexLeadsBackToItsBundle(String prefix) {
        BundleAddress address = new BundleAddress("b", prefix, HC1, "m1", null);

        assertThat(BundleAddress.ofIndex(address.index(), HC1)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b/p/clusters/hc2/m1/bundle.json",
                "s3://b/p/clusters/hc1/m1/other.json",
                "s3://b/p/clusters/hc1/bundle.json",
                "s3://b/pclusters/hc1/m1/bundle.json"
            })
    void indexElsewhereIsNoneOfTheHostedCluster(String elsewhere) {
        assertThat(BundleAddress.ofIndex(S3Location.parse(elsewhere), HC1)).isEmpty();
    }

    @Test
    void emptyPrefix_addsNoSlash() {
        BundleAddress address = new BundleAddress("b", "", HC1, "m1", null);

        assertThat(address.manifests()).hasToString("s3://b/clusters/hc1/m1/manifests.tar.gz");
    }
}
