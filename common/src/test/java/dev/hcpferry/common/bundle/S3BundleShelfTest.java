package dev.hcpferry.common.bundle;

import static dev.hcpferry.common.bundle.S3Server.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.bundle.BundleStore.SnapshotFacts;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3BundleShelfTest {
    private static final HostedClusterRef HC1 = new HostedClusterRef("clusters", "hc1");
    private static final HostedClusterRef HC10 = new HostedClusterRef("clusters", "hc10");

    private final S3Server server = new S3Server();
    private final AwsClients clients = new AwsClients(server.settings());
    private final S3BundleStore store = new S3BundleStore(clients.s3(), clients.presigner(), server.settings());
    private final S3BundleShelf shelf = new S3BundleShelf(clients.s3());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void bundlesOfOneHostedClusterAreListed() throws Exception {
        put(address(HC1, "m1"));
        put(address(HC1, "live-1"));
        put(address(HC10, "m2"));

        List<BundleAddress> found = shelf.of(address(HC1, "live-2"));

        assertThat(found).containsExactlyInAnyOrder(address(HC1, "m1"), address(HC1, "live-1"));
    }

    @Test
    void removedBundleLeavesNothingAndItsNeighboursStay() throws Exception {
        put(address(HC1, "live-1"));
        put(address(HC1, "live-10"));

        shelf.remove(address(HC1, "live-1"));
        shelf.remove(address(HC1, "live-1"));

        assertThat(keys()).isNotEmpty().allMatch(key -> key.startsWith("hcp-ferry/clusters/hc1/live-10/"));
    }

    private void put(BundleAddress address) throws Exception {
        store.putSnapshot(
                address, SnapshotSample.stream(SnapshotSample.ofSize(100)), new SnapshotFacts(1, 1, "3.6.4", 1));
        Stream.<S3Location>of(address.index(), address.request(), address.manifests())
                .forEach(at -> new BundleObjects(clients.s3()).put(at, new byte[] {1}, "text/plain", null));
    }

    private List<String> keys() {
        return clients.s3().listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static BundleAddress address(HostedClusterRef ref, String id) {
        return new BundleAddress(BUCKET, "hcp-ferry", ref, id, null);
    }
}
