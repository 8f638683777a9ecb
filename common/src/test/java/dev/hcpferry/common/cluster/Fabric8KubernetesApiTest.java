package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesApi.Watching;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that keeps objects. */
@Timeout(60)
class Fabric8KubernetesApiTest {
    private final MockApiServer server = MockApiServer.keepingObjects();
    private final KubernetesApi api = server.api();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createdObjectIsFound() {
        api.createIfAbsent(configMap("a"));

        assertThat(api.find(ResourceKind.CONFIG_MAP, "clusters", "a")
                        .orElseThrow()
                        .text("/data/key"))
                .contains("value");
        assertThat(api.find(ResourceKind.CONFIG_MAP, "clusters", "b")).isEmpty();
    }

    @Test
    void objectThatIsThereIsReturnedUntouched() {
        KubernetesObject first = api.createIfAbsent(configMap("a"));
        KubernetesObject other = configMap("a");
        other.label("changed", "yes");

        KubernetesObject there = api.createIfAbsent(other);

        assertThat(there.uid()).isEqualTo(first.uid());
        assertThat(there.labels()).isEmpty();
    }

    @Test
    void listSelectsByNamespaceAndLabels() {
        KubernetesObject labelled = configMap("a");
        labelled.label("app", "etcd");
        api.createIfAbsent(labelled);
        api.createIfAbsent(configMap("b"));

        List<KubernetesObject> all = api.list(ResourceKind.CONFIG_MAP, "clusters");
        List<KubernetesObject> selected = api.list(ResourceKind.CONFIG_MAP, "clusters", Map.of("app", "etcd"));

        assertThat(all).extracting(KubernetesObject::name).containsExactlyInAnyOrder("a", "b");
        assertThat(selected).extracting(KubernetesObject::name).containsExactly("a");
        assertThat(selected.getFirst().text("/kind")).contains("ConfigMap");
        assertThat(api.list(ResourceKind.CONFIG_MAP, "elsewhere")).isEmpty();
    }

    @Test
    void editThatChangesNothingWritesNothing() {
        KubernetesObject before = api.createIfAbsent(configMap("a"));
        int requests = server.requests();

        KubernetesObject after = api.edit(before.key(), object -> data(object).put("key", "value"))
                .orElseThrow();

        assertThat(after.json()).isEqualTo(before.json());
        assertThat(server.requests()).isEqualTo(requests + 1);
    }

    @Test
    void editOfWhatIsNotThereIsEmpty() {
        assertThat(api.edit(configMap("a").key(), object -> object.label("x", "y")))
                .isEmpty();
    }

    @Test
    void editsAtTheSameTimeAllArrive() throws Exception {
        ObjectKey key = api.createIfAbsent(configMap("a")).key();
        List<Callable<Object>> edits = IntStream.range(0, 4)
                .<Callable<Object>>mapToObj(n ->
                        () -> api.edit(key, object -> data(object).put("edit-" + n, "done")))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(edits);
        }

        assertThat(api.find(key.kind(), key.namespace(), key.name())
                        .orElseThrow()
                        .at("/data"))
                .hasSize(5);
    }

    @Test
    void deletedObjectIsGoneAndDeletingItAgainIsFine() {
        KubernetesObject object = api.createIfAbsent(configMap("a"));

        api.delete(object);
        api.delete(object);

        assertThat(api.find(ResourceKind.CONFIG_MAP, "clusters", "a")).isEmpty();
        assertThat(api.deleteUnchanged(object)).isTrue();
    }

    @Test
    void objectThatWasNeverReadIsNotDeleted() {
        assertThatThrownBy(() -> api.delete(configMap("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void watchTellsWhenItIsUpAndWhenSomethingChanges() {
        AtomicInteger changes = new AtomicInteger();
        Watching watching = api.watch(ResourceKind.CONFIG_MAP, "clusters", changes::incrementAndGet);
        await().until(() -> changes.get() == 1);

        api.createIfAbsent(configMap("a"));

        await().until(() -> changes.get() >= 2);
        watching.close();
    }

    @Test
    void closedWatchIsSilentWhileAnotherOfTheSameGoesOn() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        Watching watching = api.watch(ResourceKind.CONFIG_MAP, "clusters", first::incrementAndGet);
        await().until(() -> first.get() == 1);
        api.watch(ResourceKind.CONFIG_MAP, "clusters", second::incrementAndGet).close();

        api.createIfAbsent(configMap("a"));

        await().until(() -> first.get() >= 2);
        assertThat(second).hasValue(0);
        watching.close();
    }

    private static KubernetesObject configMap(String name) {
        KubernetesObject object = KubernetesObject.create(ResourceKind.CONFIG_MAP, "clusters", name);
        object.json().putObject("data").put("key", "value");
        return object;
    }

    private static ObjectNode data(KubernetesObject object) {
        return object.json().withObject("/data");
    }
}
