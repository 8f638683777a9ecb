package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeededPermissionsTest {
    private static final Path CLUSTER_ROLE =
            Path.of("..", "deploy", "kubernetes", "management-cluster", "cluster-role.yaml");
    private static final List<Permission> NEEDED = NeededPermissions.of(new HostedClusterRef("clusters", "a.b"));

    @Test
    void documentedClusterRole_grantsAllOfThem() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(CLUSTER_ROLE.toFile()).path("rules");

        assertThat(NEEDED).allMatch(permission -> isGranted(permission, rules));
    }

    @Test
    void wayBackAndCleanup_areAskedForBeforeAnythingBegins() {
        assertThat(NEEDED)
                .contains(
                        new Permission("delete", ResourceKind.NAMESPACE, null),
                        new Permission("delete", ResourceKind.HOSTED_CLUSTER, "clusters"),
                        new Permission("delete", ResourceKind.AWS_MACHINE, "clusters-a-b"),
                        new Permission("update", ResourceKind.STATEFUL_SET, "clusters-a-b"),
                        new Permission("delete", ResourceKind.SECRET, "clusters"),
                        new Permission("create", ResourceKind.POD, "clusters-a-b", "portforward"));
    }

    @Test
    void nothingIsAskedTwice() {
        assertThat(NEEDED).doesNotHaveDuplicates();
    }

    private static boolean isGranted(Permission permission, JsonNode rules) {
        String resource =
                permission.kind().plural() + (permission.subresource() == null ? "" : "/" + permission.subresource());
        for (JsonNode rule : rules) {
            if (holds(rule.path("apiGroups"), permission.kind().group())
                    && holds(rule.path("resources"), resource)
                    && holds(rule.path("verbs"), permission.verb())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode list, String value) {
        for (JsonNode element : list) {
            if (element.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
