package dev.hcpferry.common.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A management cluster that is a map: UIDs, resourceVersions, preconditions and watches are real, time-outs are on request. */
public final class InMemoryManagementCluster implements ManagementCluster {
    private final String name;
    private final Map<String, KubernetesObject> objects = new ConcurrentSkipListMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private volatile boolean unreachable;
    private long version;

    public InMemoryManagementCluster(String name) {
        this.name = name;
    }

    /** From now on every call fails as if the network were cut, or works again. */
    public void setUnreachable(boolean cut) {
        unreachable = cut;
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
        }
        changed(key);
        return Optional.of(changed.copy());
    }

    @Override
    public void delete(KubernetesObject object) {
        boolean removed;
        synchronized (this) {
            removed = find(object.kind(), object.namespace(), object.name())
                    .filter(there -> there.uid().equals(object.uid()))
                    .map(there -> objects.remove(there.key().toString()))
                    .isPresent();
        }
        if (removed) {
            changed(object.key());
        }
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
        return true;
    }

    @Override
    public boolean allows(Permission permission) {
        return true;
    }

    @Override
    public boolean ready() {
        return !unreachable;
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

    private void changed(ObjectKey key) {
        List<Watch> interested = new ArrayList<>(watches);
        interested.removeIf(watch -> watch.kind != key.kind()
                || (watch.namespace != null && !Objects.equals(watch.namespace, key.namespace())));
        interested.forEach(watch -> watch.onChange.run());
    }

    private void requireReachable() {
        if (unreachable) {
            throw new KubernetesException(
                    KubernetesException.Kind.UNREACHABLE, name + " is cut off", new IllegalStateException("cut off"));
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
