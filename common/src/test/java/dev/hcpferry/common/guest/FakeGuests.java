package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One guest, whichever kubeconfig leads to it; its API is a map that can be cut off. */
public final class FakeGuests implements Guests {
    private final InMemoryManagementCluster api = new InMemoryManagementCluster("guest");

    /** What the guest holds. */
    public InMemoryManagementCluster api() {
        return api;
    }

    @Override
    public GuestApi open(String kubeconfig) {
        return new Guest(api);
    }

    private record Guest(InMemoryManagementCluster api) implements GuestApi {
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
            return api.createIfAbsent(object);
        }

        @Override
        public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
            return api.edit(key, change);
        }

        @Override
        public void delete(KubernetesObject object) {
            api.delete(object);
        }

        @Override
        public boolean deleteUnchanged(KubernetesObject object) {
            return api.deleteUnchanged(object);
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

        @Override
        public void close() {
            // The map stays.
        }
    }
}
