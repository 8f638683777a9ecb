package dev.hcpferry.common.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An API server that can only be looked at: whoever tries to change something through it has made a mistake. */
public class ReadOnlyKubernetesApi implements KubernetesApi {
    private final KubernetesApi api;

    public ReadOnlyKubernetesApi(KubernetesApi api) {
        this.api = api;
    }

    @Override
    public Optional<KubernetesObject> find(ResourceKind kind, @Nullable String namespace, String name) {
        return api.find(kind, namespace, name);
    }

    @Override
    public List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        return api.list(kind, namespace, labels);
    }

    @Override
    public KubernetesObject createIfAbsent(KubernetesObject object) {
        throw readOnly("create " + object);
    }

    @Override
    public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
        throw readOnly("change " + key);
    }

    @Override
    public void delete(KubernetesObject object) {
        throw readOnly("delete " + object);
    }

    @Override
    public boolean deleteUnchanged(KubernetesObject object) {
        throw readOnly("delete " + object);
    }

    @Override
    public boolean serves(ResourceKind kind) {
        return api.serves(kind);
    }

    @Override
    public boolean allows(Permission permission) {
        return api.allows(permission);
    }

    @Override
    public boolean ready() {
        return api.ready();
    }

    @Override
    public Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        return api.watch(kind, namespace, onChange);
    }

    private static UnsupportedOperationException readOnly(String what) {
        return new UnsupportedOperationException("only looking is allowed here: refused to " + what);
    }
}
