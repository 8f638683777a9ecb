package dev.hcpferry.common.cluster;

import dev.hcpferry.common.phase.Fence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A management cluster that refuses changes as soon as the fence is lost, so that a runner that was frozen stops before its next effect. */
public final class FencedManagementCluster implements ManagementCluster {
    private final ManagementCluster cluster;
    private final Fence fence;

    public FencedManagementCluster(ManagementCluster cluster, Fence fence) {
        this.cluster = cluster;
        this.fence = fence;
    }

    /** The cluster itself. */
    public ManagementCluster unfenced() {
        return cluster;
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public Optional<KubernetesObject> find(ResourceKind kind, @Nullable String namespace, String objectName) {
        return cluster.find(kind, namespace, objectName);
    }

    @Override
    public List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        return cluster.list(kind, namespace, labels);
    }

    @Override
    public KubernetesObject createIfAbsent(KubernetesObject object) {
        check();
        return cluster.createIfAbsent(object);
    }

    @Override
    public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
        return cluster.edit(key, object -> {
            check();
            change.accept(object);
        });
    }

    @Override
    public void delete(KubernetesObject object) {
        check();
        cluster.delete(object);
    }

    @Override
    public boolean deleteUnchanged(KubernetesObject object) {
        check();
        return cluster.deleteUnchanged(object);
    }

    @Override
    public boolean serves(ResourceKind kind) {
        return cluster.serves(kind);
    }

    @Override
    public boolean allows(Permission permission) {
        return cluster.allows(permission);
    }

    @Override
    public boolean ready() {
        return cluster.ready();
    }

    @Override
    public Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        return cluster.watch(kind, namespace, onChange);
    }

    @Override
    public PodConnection connect(String namespace, String pod, String portName, int port) {
        return cluster.connect(namespace, pod, portName, port);
    }

    private void check() {
        if (!fence.held()) {
            throw new IllegalStateException("this runner may not act any more");
        }
    }
}
