package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadOnlyManagementClustersTest {
    private static final KubernetesObject SECRET = KubernetesObject.create(ResourceKind.SECRET, "clusters", "key");

    private final InMemoryManagementCluster cluster = new InMemoryManagementCluster("mgmt-a");
    private final ManagementCluster readOnly =
            new ReadOnlyManagementClusters(new One(cluster)).find("mgmt-a").orElseThrow();

    static Stream<Consumer<ManagementCluster>> changes() {
        return Stream.of(
                api -> api.createIfAbsent(KubernetesObject.create(ResourceKind.NODE, null, "worker-1")),
                api -> api.edit(SECRET.key(), secret -> secret.annotate("a", "b")),
                api -> api.delete(SECRET),
                api -> api.deleteUnchanged(SECRET));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyChange_isRefusedAndLeavesTheClusterAsItIs(Consumer<ManagementCluster> change) {
        cluster.createIfAbsent(SECRET);
        String before = cluster.content();

        assertThatThrownBy(() -> change.accept(readOnly))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("only looking is allowed");

        assertThat(cluster.content()).isEqualTo(before);
    }

    @Test
    void looking_isPassedOn() {
        cluster.createIfAbsent(SECRET);

        assertThat(readOnly.name()).isEqualTo("mgmt-a");
        assertThat(readOnly.find(ResourceKind.SECRET, "clusters", "key")).isPresent();
        assertThat(readOnly.list(ResourceKind.SECRET, "clusters")).hasSize(1);
        assertThat(readOnly.serves(ResourceKind.SECRET)).isTrue();
        assertThat(readOnly.ready()).isTrue();
    }

    private record One(ManagementCluster cluster) implements ManagementClusters {
        @Override
        public Optional<ManagementCluster> find(String name) {
            return Optional.of(cluster).filter(found -> found.name().equals(name));
        }

        @Override
        public Set<String> names() {
            return Set.of(cluster.name());
        }
    }
}
