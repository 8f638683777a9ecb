package dev.hcpferry.backup;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.cluster.TestSettings;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.messaging.RequestDefaults;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything outside the process, in memory: two management clusters, a healthy hosted cluster on the first, and AWS. */
public final class World implements ManagementClusters {
    public static final HostedClusterRef REF = new HostedClusterRef("clusters", "example");
    public static final String CONTROL_PLANE = "clusters-example";
    public static final String BUCKET = "bundles";

    public final InMemoryManagementCluster source = new InMemoryManagementCluster("mgmt-a");
    public final InMemoryManagementCluster destination = new InMemoryManagementCluster("mgmt-b");
    public final FakeEtcd etcd = new FakeEtcd();
    public final FakeDns dns = new FakeDns();
    public final FakeBundles bundles = new FakeBundles();
    public final Map<String, String> settings = new HashMap<>(Map.of("hcp-ferry.bundle.bucket", BUCKET));
    private final Map<String, ManagementCluster> registered =
            new HashMap<>(Map.of("mgmt-a", source, "mgmt-b", destination));
    public String destinationName = "mgmt-b";

    public World() {
        load("preflight/source.yaml").forEach(source::createIfAbsent);
        load("preflight/destination.yaml").forEach(destination::createIfAbsent);
    }

    public void unregister(String name) {
        registered.remove(name);
    }

    public void edit(ResourceKind kind, @Nullable String namespace, String name, Consumer<KubernetesObject> change) {
        boolean there =
                source.edit(new ObjectKey(kind, namespace, name), change).isPresent();
        if (!there) {
            throw new AssertionError("there is no " + kind + " " + name);
        }
    }

    public void editHostedCluster(Consumer<KubernetesObject> change) {
        edit(ResourceKind.HOSTED_CLUSTER, REF.namespace(), REF.name(), change);
    }

    public void remove(ManagementCluster cluster, ResourceKind kind, @Nullable String namespace, String name) {
        cluster.edit(new ObjectKey(kind, namespace, name), object -> object.setFinalizers(List.of()));
        cluster.delete(cluster.find(kind, namespace, name).orElseThrow());
    }

    public Systems systems() {
        return systems(bundles);
    }

    public Systems systems(BundleStore store) {
        return new Systems(
                this,
                store,
                etcd,
                dns,
                kubeconfig -> {
                    throw new AssertionError("nobody has to look into the guest");
                },
                (cluster, namespace, lease, holder) -> Optional.empty(),
                TestSettings.of(settings),
                new SystemTime());
    }

    public MigrationContext context(Systems systems) {
        MigrationRequested request = new RequestDefaults(systems.settings())
                .fill(new MigrationRequested(
                        REF,
                        "mgmt-a",
                        destinationName,
                        Scope.CONTROL_PLANE_AND_NODES,
                        "m1",
                        null,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null));
        return new MigrationContext(
                request,
                new PhaseRun("m1", REF, PhaseName.BACKUP, Instant.EPOCH, Instant.MAX, 1, Direction.FORWARD, false),
                systems);
    }

    @Override
    public Optional<ManagementCluster> find(String name) {
        return Optional.ofNullable(registered.get(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(registered.keySet());
    }

    private static List<KubernetesObject> load(String resource) {
        try (InputStream file =
                Objects.requireNonNull(World.class.getClassLoader().getResourceAsStream(resource), resource)) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(yaml.split("(?m)^---$"))
                    .map(ObjectYaml::object)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
