package dev.hcpferry.common.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A management cluster that is a map: UIDs, resourceVersions, preconditions, finalizers, the end of namespaces and watches are
 * real; refusals are on request. No controller runs in it.
 */
public final class InMemoryManagementCluster implements ManagementCluster {
    private final String name;
    private final Map<String, KubernetesObject> objects = new ConcurrentSkipListMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Set<ResourceKind> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private volatile KubernetesException.@Nullable Kind refusal;
    private long version;

    public InMemoryManagementCluster(String name) {
        this.name = name;
    }

    /** From now on every call fails as if the network were cut, or works again. */
    public void setUnreachable(boolean cut) {
        refusal = cut ? KubernetesException.Kind.UNREACHABLE : null;
    }

    /** From now on every call is refused like this. */
    public void refuse(KubernetesException.Kind kind) {
        refusal = kind;
    }

    /** From now on this kind is not served. */
    public void forget(ResourceKind kind) {
        unknown.add(kind);
    }

    /** From now on this is not allowed, in the words of {@link Permission}. */
    public void deny(String permission) {
        denied.add(permission);
    }

    /** Everything in it, resourceVersions included: two equal texts mean that nothing was written in between. */
    public synchronized String content() {
        return objects.values().stream().map(ObjectYaml::write).collect(Collectors.joining("---\n"));
    }

    public int openWatches() {
        return watches.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Optional<KubernetesObject> find(
            ResourceKind kind, @Nullable String namespace, String objectName) {
        requireReachable();
        return Optional.ofNullable(objects.get(new ObjectKey(kind, namespace, objectName).toString()))
                .map(KubernetesObject::copy);
    }

    @Override
    public synchronized List<KubernetesObject> list(
            ResourceKind kind, @Nullable String namespace, Map<String, String> labels) {
        requireReachable();
        if (unknown.contains(kind)) {
            throw new KubernetesException(KubernetesException.Kind.NOT_SERVED, name + " does not serve " + kind);
        }
        return objects.values().stream()
                .filter(object -> object.kind() == kind)
                .filter(object -> namespace == null || namespace.equals(object.namespace()))
                .filter(object -> object.labels().entrySet().containsAll(labels.entrySet()))
                .map(KubernetesObject::copy)
                .toList();
    }

    @Override
    public KubernetesObject createIfAbsent(KubernetesObject object) {
        synchronized (this) {
            requireReachable();
            Optional<KubernetesObject> there = find(object.kind(), object.namespace(), object.name());
            if (there.isPresent()) {
                return there.get();
            }
            KubernetesObject created = object.copy();
            created.metadata().put("uid", UUID.randomUUID().toString());
            store(created);
        }
        changed(object.key());
        return find(object.kind(), object.namespace(), object.name()).orElseThrow();
    }

    @Override
    public Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change) {
        KubernetesObject changed;
        synchronized (this) {
            Optional<KubernetesObject> found = find(key.kind(), key.namespace(), key.name());
            if (found.isEmpty()) {
                return found;
            }
            changed = found.get().copy();
            change.accept(changed);
            if (changed.json().equals(found.get().json())) {
                return found;
            }
            store(changed);
            endIfReleased(changed);
        }
        changed(key);
        return Optional.of(changed.copy());
    }

    @Override
    public void delete(KubernetesObject object) {
        synchronized (this) {
            Optional<KubernetesObject> there = find(object.kind(), object.namespace(), object.name())
                    .filter(found -> found.uid().equals(object.uid()) && !found.deleting());
            if (there.isEmpty()) {
                return;
            }
            there.get().metadata().put("deletionTimestamp", "2026-03-01T10:00:00Z");
            store(there.get());
            if (object.kind() == ResourceKind.NAMESPACE) {
                inNamespace(object.name()).forEach(this::delete);
            }
            endIfReleased(there.get());
        }
        changed(object.key());
    }

    @Override
    public boolean deleteUnchanged(KubernetesObject object) {
        synchronized (this) {
            Optional<KubernetesObject> there = find(object.kind(), object.namespace(), object.name());
            if (there.isPresent() && !there.get().json().equals(object.json())) {
                return false;
            }
        }
        delete(object);
        return true;
    }

    @Override
    public boolean serves(ResourceKind kind) {
        requireReachable();
        return !unknown.contains(kind);
    }

    @Override
    public boolean allows(Permission permission) {
        requireReachable();
        return !denied.contains(permission.toString());
    }

    @Override
    public boolean ready() {
        return refusal == null;
    }

    @Override
    public Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        Watch watch = new Watch(kind, namespace, onChange);
        watches.add(watch);
        return () -> watches.remove(watch);
    }

    @Override
    public PodConnection connect(String namespace, String pod, String portName, int port) {
        throw new UnsupportedOperationException("no pod runs in memory");
    }

    private void store(KubernetesObject object) {
        version++;
        object.metadata().put("resourceVersion", String.valueOf(version));
        objects.put(object.key().toString(), object);
    }

    /** An object that is being deleted ends with its last finalizer, a namespace with its last object. */
    private void endIfReleased(KubernetesObject object) {
        boolean empty = object.kind() != ResourceKind.NAMESPACE
                || inNamespace(object.name()).isEmpty();
        if (!object.deleting() || !object.finalizers().isEmpty() || !empty) {
            return;
        }
        objects.remove(object.key().toString());
        if (object.namespace() != null) {
            find(ResourceKind.NAMESPACE, null, object.namespace()).ifPresent(this::endIfReleased);
        }
    }

    private List<KubernetesObject> inNamespace(String namespace) {
        return objects.values().stream()
                .filter(object -> namespace.equals(object.namespace()))
                .toList();
    }

    private void changed(ObjectKey key) {
        List<Watch> interested = new ArrayList<>(watches);
        interested.removeIf(watch -> watch.kind != key.kind()
                || (watch.namespace != null && !Objects.equals(watch.namespace, key.namespace())));
        interested.forEach(watch -> watch.onChange.run());
    }

    private void requireReachable() {
        KubernetesException.Kind kind = refusal;
        if (kind != null) {
            throw new KubernetesException(kind, name + " is cut off");
        }
    }

    /** Compared by identity: two watchers may ask for the same. */
    private static final class Watch {
        private final ResourceKind kind;
        private final @Nullable String namespace;
        private final Runnable onChange;

        Watch(ResourceKind kind, @Nullable String namespace, Runnable onChange) {
            this.kind = kind;
            this.namespace = namespace;
            this.onChange = onChange;
        }
    }
}
