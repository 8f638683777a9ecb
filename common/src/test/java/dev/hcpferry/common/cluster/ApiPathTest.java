package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

    @Test
    void namespacedKindsLiveInTheirNamespace() {
        assertThat(ApiPath.object(new ObjectKey(ResourceKind.SECRET, "clusters", "pull-secret")))
                .isEqualTo("/api/v1/namespaces/clusters/secrets/pull-secret");
        assertThat(ApiPath.collection(ResourceKind.NODE_POOL, "clusters"))
                .isEqualTo("/apis/hypershift.openshift.io/v1beta1/namespaces/clusters/nodepools");
    }

    @Test
    void withoutNamespaceAllAreMeant() {
        assertThat(ApiPath.collection(ResourceKind.POD, null)).isEqualTo("/api/v1/pods");
    }

    @Test
    void namespaceOfAKindWithoutOneIsIgnored() {
        assertThat(ApiPath.object(new ObjectKey(ResourceKind.NODE, "clusters", "node-1")))
                .isEqualTo("/api/v1/nodes/node-1");
    }

    @Test
    void pagesNameLimitSelectorAndToken() {
        assertThat(ApiPath.page(ResourceKind.POD, "n", Map.of("app", "etcd"), 7, "a b/="))
                .isEqualTo("/api/v1/namespaces/n/pods?limit=7&labelSelector=app%3Detcd&continue=a%20b%2F%3D");
    }

    @Test
    void hostileNamesStayNames() {
        assertThat(ApiPath.object(new ObjectKey(ResourceKind.SECRET, "n", "../../nodes?x=1#y")))
                .isEqualTo("/api/v1/namespaces/n/secrets/..%2F..%2Fnodes%3Fx%3D1%23y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> ApiPath.object(new ObjectKey(ResourceKind.SECRET, "n", name)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
