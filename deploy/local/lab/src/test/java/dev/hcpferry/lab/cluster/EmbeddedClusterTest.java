package dev.hcpferry.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.pki.Authority;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String HYPERSHIFT = "hypershift.openshift.io/v1beta1";

    @TempDir
    private static Path directory;

    private static final Violations violations = new Violations();
    private static Vertx vertx;
    private static EmbeddedCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        cluster = new EmbeddedCluster(
                "mgmt", directory, vertx, Authority.named("lab"), Kind.ofManagementCluster(), violations);
        client = cluster.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("ns")
                        .endMetadata()
                        .build())
                .create();
        violations.arm();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        vertx.close();
    }

    @Test
    void staleUpdate_isAConflict() {
        ConfigMap first = create("stale");
        client.resource(first).patch(MERGE, "{\"data\":{\"a\":\"2\"}}");

        assertThatThrownBy(() -> client.resource(first).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));
    }

    @Test
    void mergePatch_replacesListsAndRemovesNulls() {
        create("merge");
        var resource = client.configMaps().inNamespace("ns").withName("merge");
        resource.patch(
                MERGE, "{\"metadata\":{\"finalizers\":[\"a.example/x\",\"a.example/y\"]},\"data\":{\"b\":\"1\"}}");

        ConfigMap patched =
                resource.patch(MERGE, "{\"metadata\":{\"finalizers\":[\"a.example/y\"]},\"data\":{\"a\":null}}");

        assertThat(patched.getMetadata().getFinalizers()).containsExactly("a.example/y");
        assertThat(patched.getData()).isEqualTo(Map.of("b", "1"));
    }

    @Test
    void jsonPatch_failsWhenItsTestFails() {
        create("json");
        var resource = client.configMaps().inNamespace("ns").withName("json");
        PatchContext json = PatchContext.of(PatchType.JSON);

        resource.patch(json, "[{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"3\"}]");

        assertThat(resource.get().getData()).containsEntry("a", "3");
        assertThatThrownBy(() -> resource.patch(json, "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"9\"}]"))
                .isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void deletion_waitsForFinalizers() {
        ConfigMap held =
                client.resource(create("held")).patch(MERGE, "{\"metadata\":{\"finalizers\":[\"a.example/x\"]}}");

        client.resource(held).delete();

        assertThat(client.resource(held).get().isMarkedForDeletion()).isTrue();
        client.resource(held).patch(MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(client.resource(held).get()).isNull();
    }

    @Test
    void deletion_ofAnotherIncarnation_isRefused() {
        create("precious");

        String body = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"another\"}}";

        assertThatThrownBy(() -> client.raw("/api/v1/namespaces/ns/configmaps/precious", "DELETE", body))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(409));
        assertThat(client.configMaps().inNamespace("ns").withName("precious").get())
                .isNotNull();
    }

    @Test
    void watch_seesAnObjectEnterAndLeaveItsSelector() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Watch watch = client.configMaps()
                .inNamespace("ns")
                .withLabel("watched", "yes")
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ConfigMap resource) {
                        seen.add(action + " " + resource.getMetadata().getName());
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                })) {
            ConfigMap created = create("watched");
            client.resource(created).patch(MERGE, "{\"metadata\":{\"labels\":{\"watched\":\"yes\"}}}");
            client.resource(created).patch(MERGE, "{\"metadata\":{\"labels\":{\"watched\":\"no\"}}}");

            await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED watched", "DELETED watched"));
        }
    }

    @Test
    void generation_countsChangesOfTheSpecOnly() {
        GenericKubernetesResource pool = client.resource(custom("NodePool", "pool", Map.of("replicas", 1)))
                .create();
        var resource = client.genericKubernetesResources(HYPERSHIFT, "NodePool")
                .inNamespace("ns")
                .withName("pool");

        resource.patch(MERGE, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        resource.subresource("status").patch(MERGE, "{\"status\":{\"replicas\":1}}");
        assertThat(resource.get().getMetadata().getGeneration()).isEqualTo(1);

        resource.patch(MERGE, "{\"spec\":{\"replicas\":2},\"status\":{\"replicas\":9}}");

        assertThat(resource.get().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(resource.get().<Integer>get("status", "replicas")).isEqualTo(1);
        assertThat(pool.getMetadata().getUid()).isNotEmpty();
    }

    @Test
    void restoreSnapshotUrl_canNotBeAddedLater() {
        client.resource(custom(
                        "HostedControlPlane", "hcp", Map.of("etcd", Map.of("managed", Map.of("storage", Map.of())))))
                .create();
        var resource = client.genericKubernetesResources(HYPERSHIFT, "HostedControlPlane")
                .inNamespace("ns")
                .withName("hcp");

        assertThatThrownBy(() -> resource.patch(
                        MERGE,
                        "{\"spec\":{\"etcd\":{\"managed\":{\"storage\":{\"restoreSnapshotURL\":[\"https://x\"]}}}}}"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(422));
        assertThat(violations.all()).extracting(Violation::kind).contains(Violation.Kind.IMMUTABLE_FIELD_CHANGED);
    }

    @Test
    void discovery_namesTheKindsOfAGroup() {
        assertThat(client.getApiResources("cluster.x-k8s.io/v1beta1").getResources())
                .extracting(resource -> resource.getKind())
                .contains("Cluster", "MachineSet", "MachineHealthCheck");
        assertThat(client.hasApiGroup("route.openshift.io", true)).isTrue();
        assertThat(client.getApiResources("cluster.x-k8s.io/v1beta2")).isNull();
    }

    @Test
    void accessReview_allows() {
        assertThat(client.authorization()
                        .v1()
                        .selfSubjectAccessReview()
                        .create(new SelfSubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withNewResourceAttributes()
                                .withVerb("delete")
                                .withResource("pods")
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed())
                .isTrue();
    }

    @Test
    void list_comesPageByPage() {
        for (int n = 0; n < 5; n++) {
            create("page-" + n);
        }

        var first = client.configMaps()
                .inNamespace("ns")
                .list(new ListOptionsBuilder().withLimit(3L).build());

        assertThat(first.getItems()).hasSize(3);
        assertThat(first.getMetadata().getContinue()).isNotEmpty();
    }

    @Test
    void kubeconfig_isWhereTheProductLooksForIt() {
        assertThat(cluster.kubeconfig())
                .isEqualTo(directory.resolve("mgmt.kubeconfig"))
                .exists();
    }

    private static ConfigMap create(String name) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("ns")
                        .withName(name)
                        .endMetadata()
                        .addToData("a", "1")
                        .build())
                .create();
    }

    private static GenericKubernetesResource custom(String kind, String name, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(HYPERSHIFT)
                .withKind(kind)
                .withNewMetadata()
                .withNamespace("ns")
                .withName(name)
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
