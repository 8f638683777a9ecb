package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hcpferry.common.bundle.BackupBundle.LeftBehind;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {
    private static final String BESIDE = "clusters";
    private static final String INSIDE = "clusters-example";
    private static final HostedCluster HOSTED_CLUSTER = new HostedCluster(ObjectYaml.object("""
            apiVersion: hypershift.openshift.io/v1beta1
            kind: HostedCluster
            metadata: {name: example, namespace: clusters}
            spec:
              pullSecret: {name: company-pull-secret}
              configuration:
                oauth:
                  identityProviders:
                  - name: staff
                    htpasswd: {fileData: {name: staff-htpasswd}}
            """));
    private static final KubernetesObject POOL = ObjectYaml.object("""
            apiVersion: hypershift.openshift.io/v1beta1
            kind: NodePool
            metadata: {name: gpu, namespace: clusters}
            spec:
              clusterName: example
              config: [{name: chrony}]
            """);

    @Test
    void whatTheSpecsReferToTravels() {
        KubernetesObject pullSecret = secret(BESIDE, "company-pull-secret");
        KubernetesObject htpasswd = secret(BESIDE, "staff-htpasswd");
        KubernetesObject chrony = create(ResourceKind.CONFIG_MAP, BESIDE, "chrony");

        Inventory inventory = inventory(List.of(pullSecret, htpasswd, chrony), List.of());

        assertThat(inventory.travels()).contains(pullSecret, htpasswd, chrony, HOSTED_CLUSTER.object(), POOL);
        assertThat(inventory.left()).isEmpty();
    }

    @Test
    void annotatedReferenceTravels() {
        KubernetesObject annotated = secret(BESIDE, "indirect");
        annotated.annotate(HyperShift.REFERENCED_ANNOTATION_PREFIX + "example", "");

        assertThat(inventory(List.of(annotated), List.of()).travels()).contains(annotated);
    }

    @Test
    void decoysAndOtherClustersSecretsStayWithoutBeingListed() {
        KubernetesObject decoy = secret(BESIDE, "example-pull-secret");
        KubernetesObject other = secret(BESIDE, "other-pull-secret");
        other.annotate(HyperShift.REFERENCED_ANNOTATION_PREFIX + "other", "");
        KubernetesObject longer = secret(BESIDE, "example-2-key");
        longer.annotate(HyperShift.REFERENCED_ANNOTATION_PREFIX + "example-2", "");

        Inventory inventory = inventory(List.of(decoy, other, longer), List.of());

        assertThat(inventory.travels()).doesNotContain(decoy, other, longer);
        assertThat(inventory.left()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HOSTED_CONTROL_PLANE",
                "CLUSTER",
                "AWS_CLUSTER",
                "AWS_MACHINE_TEMPLATE",
                "MACHINE_DEPLOYMENT",
                "MACHINE_SET",
                "MACHINE",
                "AWS_MACHINE",
                "MACHINE_HEALTH_CHECK",
                "SECRET",
                "CONFIG_MAP"
            })
    void everythingOfTheControlPlaneTravels(ResourceKind kind) {
        KubernetesObject object = create(kind, INSIDE, "any-name");

        assertThat(Inventory.CONTROL_PLANE_KINDS).contains(kind);
        assertThat(inventory(List.of(), List.of(object)).travels()).contains(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-root-ca.crt", "openshift-service-ca.crt"})
    void whatEveryNamespaceHasStaysAndIsListed(String name) {
        KubernetesObject generated = create(ResourceKind.CONFIG_MAP, INSIDE, name);

        assertStays(generated, "every cluster makes its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.io/service-account-token", "kubernetes.io/dockercfg"})
    void credentialsOfTheSourceClusterStayAndAreListed(String type) {
        KubernetesObject generated = secret(INSIDE, "builder-token-x");
        generated.json().put("type", type);

        assertStays(generated, "credentials of the source cluster itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openshift.io/token-secret.name", "openshift.io/internal-registry-auth-token.service-account"})
    void generatedPullSecretsStayAndAreListed(String annotation) {
        KubernetesObject generated = secret(INSIDE, "default-dockercfg-x");
        generated.annotate(annotation, "x");

        assertStays(generated, "credentials of the source cluster itself");
    }

    @Test
    void leaderElectionStaysAndIsListed() {
        KubernetesObject lock = create(ResourceKind.CONFIG_MAP, INSIDE, "capi-lock");
        lock.annotate("control-plane.alpha.kubernetes.io/leader", "{}");

        assertStays(lock, "every cluster makes its own");
    }

    @Test
    void dockerConfigOfAUserTravels() {
        KubernetesObject pullSecret = secret(INSIDE, "pull-secret");
        pullSecret.json().put("type", "kubernetes.io/dockerconfigjson");

        assertThat(inventory(List.of(), List.of(pullSecret)).travels()).contains(pullSecret);
    }

    @Test
    void controlPlaneOnlyLeavesTheNodesAndListsThem() {
        KubernetesObject machine = create(ResourceKind.MACHINE, INSIDE, "gpu-1");
        KubernetesObject awsMachine = create(ResourceKind.AWS_MACHINE, INSIDE, "gpu-1");
        KubernetesObject key = secret(INSIDE, "etcd-encryption-key");
        KubernetesObject cluster = create(ResourceKind.CLUSTER, INSIDE, "example");

        Inventory inventory = Inventory.of(
                HOSTED_CLUSTER,
                List.of(POOL),
                List.of(),
                List.of(machine, awsMachine, key, cluster),
                List.of(),
                Scope.CONTROL_PLANE_ONLY);

        assertThat(inventory.travels()).containsExactly(key, HOSTED_CLUSTER.object(), cluster);
        assertThat(inventory.left())
                .extracting(LeftBehind::kind, LeftBehind::name)
                .containsExactlyInAnyOrder(
                        tuple("Machine", "gpu-1"), tuple("AWSMachine", "gpu-1"), tuple("NodePool", "gpu"));
    }

    @Test
    void travellersAreOrderedByKindAndName() {
        KubernetesObject namespace = KubernetesObject.create(ResourceKind.NAMESPACE, null, BESIDE);
        KubernetesObject b = secret(INSIDE, "b");
        KubernetesObject a = secret(INSIDE, "a");

        Inventory inventory = Inventory.of(
                HOSTED_CLUSTER,
                List.of(POOL),
                List.of(),
                List.of(b, a),
                List.of(namespace),
                Scope.CONTROL_PLANE_AND_NODES);

        assertThat(inventory.travels()).containsExactly(namespace, a, b, HOSTED_CLUSTER.object(), POOL);
    }

    private static void assertStays(KubernetesObject object, String why) {
        Inventory inventory = inventory(List.of(), List.of(object));

        assertThat(inventory.travels()).doesNotContain(object);
        assertThat(inventory.left())
                .containsExactly(new LeftBehind(object.kind().kind(), INSIDE, object.name(), why));
    }

    private static Inventory inventory(List<KubernetesObject> beside, List<KubernetesObject> controlPlane) {
        return Inventory.of(
                HOSTED_CLUSTER, List.of(POOL), beside, controlPlane, List.of(), Scope.CONTROL_PLANE_AND_NODES);
    }

    private static KubernetesObject secret(String namespace, String name) {
        KubernetesObject secret = create(ResourceKind.SECRET, namespace, name);
        secret.json().put("type", "Opaque");
        return secret;
    }

    private static KubernetesObject create(ResourceKind kind, String namespace, String name) {
        return KubernetesObject.create(kind, namespace, name);
    }
}
