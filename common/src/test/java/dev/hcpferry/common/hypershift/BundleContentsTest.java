package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleContentsTest {
    private static final HostedClusterRef REF = new HostedClusterRef("clusters", "example");
    private static final String INFRA_ID = "example-abc12";

    static Stream<KubernetesObject> strangers() {
        KubernetesObject token = create(ResourceKind.SECRET, "clusters-example", "token");
        token.json().put("type", "kubernetes.io/service-account-token");
        return Stream.of(
                create(ResourceKind.SECRET, "kube-system", "admin"),
                create(ResourceKind.NAMESPACE, null, "hypershift"),
                create(ResourceKind.DEPLOYMENT, "clusters-example", "miner"),
                create(ResourceKind.POD, "clusters-example", "miner"),
                create(ResourceKind.MACHINE, "clusters", "machine"),
                create(ResourceKind.NODE, null, "node"),
                hostedCluster("other", "other-xyz99"),
                pool("gpu", "other"),
                token);
    }

    @Test
    void wholeHostedClusterBelongs() {
        assertThat(BundleContents.foreign(bundle(), REF, INFRA_ID)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void strangerIsNamed(KubernetesObject stranger) {
        List<KubernetesObject> manifests = bundle();
        manifests.add(stranger);

        assertThat(BundleContents.foreign(manifests, REF, INFRA_ID)).containsExactly(stranger.toString());
    }

    @Test
    void hostedClusterOfAnotherInfrastructureIsNotTheOne() {
        assertThat(BundleContents.foreign(bundle(), REF, "example-other"))
                .singleElement()
                .asString()
                .contains("no HostedCluster");
    }

    private static List<KubernetesObject> bundle() {
        return new ArrayList<>(List.of(
                create(ResourceKind.NAMESPACE, null, "clusters"),
                create(ResourceKind.NAMESPACE, null, "clusters-example"),
                hostedCluster("example", INFRA_ID),
                pool("workers", "example"),
                create(ResourceKind.SECRET, "clusters", "pull-secret"),
                create(ResourceKind.CONFIG_MAP, "clusters-example", "etcd-ca"),
                create(ResourceKind.AWS_MACHINE, "clusters-example", "machine")));
    }

    private static KubernetesObject create(ResourceKind kind, String namespace, String name) {
        return KubernetesObject.create(kind, namespace, name);
    }

    private static KubernetesObject hostedCluster(String name, String infraId) {
        KubernetesObject created = create(ResourceKind.HOSTED_CLUSTER, "clusters", name);
        created.spec().put("infraID", infraId);
        return created;
    }

    private static KubernetesObject pool(String name, String hostedCluster) {
        return ObjectYaml.object("""
                apiVersion: hypershift.openshift.io/v1beta1
                kind: NodePool
                metadata: {name: %s, namespace: clusters}
                spec: {clusterName: %s}
                """.formatted(name, hostedCluster));
    }
}
