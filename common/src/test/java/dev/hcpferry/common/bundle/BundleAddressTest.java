package dev.hcpferry.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.HostedClusterRef;
import org.junit.jupiter.api.Test;

class BundleAddressTest {
    private static final HostedClusterRef HC1 = new HostedClusterRef("clusters", "hc1");

    @Test
    void everything_liesUnderTheMigration() {
        BundleAddress address = new BundleAddress("b", "p", HC1, "m1", null);

        assertThat(address.snapshot()).hasToString("s3://b/p/clusters/hc1/m1/etcd/snapshot.db");
        assertThat(address.index()).hasToString("s3://b/p/clusters/hc1/m1/bundle.json");
    }

    @Test
    void emptyPrefix_addsNoSlash() {
        BundleAddress address = new BundleAddress("b", "", HC1, "m1", null);

        assertThat(address.manifests()).hasToString("s3://b/clusters/hc1/m1/manifests.tar.gz");
    }
}
