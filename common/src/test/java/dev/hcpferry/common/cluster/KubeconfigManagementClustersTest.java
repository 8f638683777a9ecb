package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KubeconfigManagementClustersTest {
    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final MockApiServer first = MockApiServer.keepingObjects();
    private final MockApiServer second = MockApiServer.keepingObjects();

    @AfterEach
    void stop() {
        first.close();
        second.close();
        vertx.close();
    }

    @Test
    void namesAreThoseOfTheFiles() throws Exception {
        Files.writeString(directory.resolve("mgmt-b.kubeconfig"), "");
        Files.writeString(directory.resolve("mgmt-a.kubeconfig"), "");
        Files.writeString(directory.resolve("Not_A_Name.kubeconfig"), "");
        Files.writeString(directory.resolve("README"), "");

        assertThat(clusters().names()).containsExactly("mgmt-a", "mgmt-b");
    }

    @Test
    void unknownAndHostileNamesAreUnknown() throws Exception {
        Files.writeString(directory.resolve("mgmt-a.kubeconfig"), first.kubeconfig());
        ManagementClusters clusters = clusters();

        assertThat(clusters.find("mgmt-b")).isEmpty();
        assertThat(clusters.find("../" + directory.getFileName() + "/mgmt-a")).isEmpty();
        assertThat(clusters.find("")).isEmpty();
    }

    @Test
    void brokenFileSpoilsOnlyItsOwnName() throws Exception {
        Files.writeString(directory.resolve("mgmt-a.kubeconfig"), first.kubeconfig());
        Files.writeString(directory.resolve("mgmt-b.kubeconfig"), "{not yaml: [");
        ManagementClusters clusters = clusters();

        assertThat(clusters.find("mgmt-b")).isEmpty();
        assertThat(clusters.find("mgmt-a")).map(ManagementCluster::name).contains("mgmt-a");
    }

    @Test
    void clusterInHandFollowsItsFile() throws Exception {
        Files.writeString(directory.resolve("v1"), first.kubeconfig());
        Files.writeString(directory.resolve("v2"), second.kubeconfig());
        Path mounted = directory.resolve("mgmt-a.kubeconfig");
        Files.createSymbolicLink(mounted, Path.of("v1"));
        ManagementCluster cluster = clusters().find("mgmt-a").orElseThrow();
        cluster.createIfAbsent(KubernetesObject.create(ResourceKind.SECRET, "n", "s"));
        assertThat(first.api().find(ResourceKind.SECRET, "n", "s")).isPresent();

        Files.delete(mounted);
        Files.createSymbolicLink(mounted, Path.of("v2"));

        assertThat(cluster.find(ResourceKind.SECRET, "n", "s")).isEmpty();
    }

    @Test
    void clusterWhoseFileIsGoneIsUnknownAndUnreachable() throws Exception {
        Path file = Files.writeString(directory.resolve("mgmt-a.kubeconfig"), first.kubeconfig());
        ManagementClusters clusters = clusters();
        ManagementCluster cluster = clusters.find("mgmt-a").orElseThrow();

        Files.delete(file);

        assertThat(clusters.find("mgmt-a")).isEmpty();
        assertThat(cluster.ready()).isFalse();
        assertThatThrownBy(() -> cluster.find(ResourceKind.SECRET, "n", "s")).hasMessageContaining("mgmt-a.kubeconfig");
    }

    @Test
    void podIsReachedAtItsOwnAddressWhereAsked() throws Exception {
        Files.writeString(directory.resolve("mgmt-a.kubeconfig"), first.kubeconfig());
        ManagementCluster cluster = clusters().find("mgmt-a").orElseThrow();
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, "n", "etcd-0");
        pod.spec()
                .putArray("containers")
                .addObject()
                .putArray("ports")
                .addObject()
                .put("name", "client")
                .put("containerPort", 12379);
        pod.json().putObject("status").put("podIP", "10.1.2.3");
        cluster.createIfAbsent(pod);

        try (var named = cluster.connect("n", "etcd-0", "client", 2379);
                var unnamed = cluster.connect("n", "etcd-0", "metrics", 2381)) {
            assertThat(named.host()).isEqualTo("10.1.2.3");
            assertThat(named.port()).isEqualTo(12379);
            assertThat(unnamed.port()).isEqualTo(2381);
        }
    }

    private ManagementClusters clusters() {
        return new KubeconfigManagementClusters(
                TestSettings.of(Map.of(
                        "hcp-ferry.management-clusters.directory",
                        directory.toString(),
                        "hcp-ferry.etcd.connection",
                        "POD_ADDRESS")),
                new KubernetesClients(vertx));
    }
}
