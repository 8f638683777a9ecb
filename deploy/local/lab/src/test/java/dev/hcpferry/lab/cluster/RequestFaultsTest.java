package dev.hcpferry.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.apiserver.RequestFault;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.pki.Authority;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the users of the services' kubeconfig meet, and nobody else does. */
class RequestFaultsTest {

    @TempDir
    private static Path directory;

    private static Vertx vertx;
    private static EmbeddedCluster cluster;
    private static KubernetesClient services;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        cluster = new EmbeddedCluster(
                "mgmt", directory, vertx, Authority.named("lab"), Kind.ofManagementCluster(), new Violations());
        Config config = Config.fromKubeconfig(Files.readString(cluster.kubeconfig()));
        config.setRequestRetryBackoffLimit(0);
        services = new KubernetesClientBuilder().withConfig(config).build();
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("ns")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() {
        services.close();
        cluster.close();
        vertx.close();
    }

    @AfterEach
    void clear() {
        cluster.requestFaults().clear();
    }

    @Test
    void conflict_refusesOneUpdate_andTheLabsOwnClientMeetsNone() {
        ConfigMap map = services.resource(map("conflict")).create();
        cluster.requestFaults().add(RequestFault.CONFLICT, 1);

        cluster.client().resource(changed(map)).update();

        assertThat(code(() -> services.resource(map).update())).isEqualTo(409);
    }

    @Test
    void tooManyRequestsAndError_refuseAnything_asOftenAsAsked() {
        cluster.requestFaults().add(RequestFault.TOO_MANY_REQUESTS, 1);
        assertThat(code(() -> find("any"))).isEqualTo(429);

        cluster.requestFaults().add(RequestFault.ERROR, 1);
        assertThat(code(() -> find("any"))).isEqualTo(500);

        assertThat(find("any")).isNull();
    }

    @Test
    void errorAfterCommit_isToldThoughTheWriteWasDone() {
        cluster.requestFaults().add(RequestFault.ERROR_AFTER_COMMIT, 1);

        assertThat(code(() -> services.resource(map("error")).create())).isEqualTo(500);

        assertThat(find("error")).isNotNull();
    }

    @Test
    void silenceAfterCommit_losesTheConnectionThoughTheWriteWasDone() {
        cluster.requestFaults().add(RequestFault.SILENCE_AFTER_COMMIT, 1);

        assertThatThrownBy(() -> services.resource(map("silence")).create())
                .isInstanceOf(KubernetesClientException.class);

        assertThat(find("silence")).isNotNull();
    }

    @Test
    void closedWatches_end() {
        AtomicBoolean ended = new AtomicBoolean();
        try (Watch watch = services.configMaps().inNamespace("ns").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {}

            @Override
            public boolean reconnecting() {
                ended.set(true);
                return false;
            }

            @Override
            public void onClose(WatcherException cause) {
                ended.set(true);
            }
        })) {
            // The server may hear of the watch later than the client.
            await().until(() -> {
                cluster.requestFaults().closeWatches();
                return ended.get();
            });
        }
    }

    private static ConfigMap find(String name) {
        return services.configMaps().inNamespace("ns").withName(name).get();
    }

    private static int code(Runnable request) {
        try {
            request.run();
            return 200;
        } catch (KubernetesClientException refused) {
            return refused.getCode();
        }
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("ns")
                .withName(name)
                .endMetadata()
                .build();
    }

    private static ConfigMap changed(ConfigMap map) {
        return new ConfigMapBuilder(map).addToData("a", "1").build();
    }
}
