package dev.hcpferry.common.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One API server. Safe for threads; every call blocks for at most the configured request time-out, honours 429 with
 * Retry-After, and throws {@link KubernetesException} when the server can't be reached or refuses.
 */
public interface KubernetesApi {

    Optional<KubernetesObject> find(ResourceKind kind, @Nullable String namespace, String name);

    /** All objects of a kind, page by page; {@code namespace} null means all namespaces. An expired continue token starts anew. */
    default List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace) {
        return list(kind, namespace, Map.of());
    }

    /** The same, only those that carry all these labels. */
    List<KubernetesObject> list(ResourceKind kind, @Nullable String namespace, Map<String, String> labels);

    /** Creates the object; when one of that name is there already, returns that one untouched. */
    KubernetesObject createIfAbsent(KubernetesObject object);

    /**
     * Reads the object, lets {@code change} edit it, and writes it back with its resourceVersion; after a conflict it reads and
     * decides again. Writes nothing when the change changes nothing.
     *
     * @return the object as it is now; empty when there is none
     */
    Optional<KubernetesObject> edit(ObjectKey key, Consumer<KubernetesObject> change);

    /** Deletes this very object (by UID); one that is gone, or replaced since, is left alone. */
    void delete(KubernetesObject object);

    /**
     * Deletes this very version of this very object (by UID and resourceVersion).
     *
     * @return false, and nothing deleted, when it has been changed since it was read; true when it is gone
     */
    boolean deleteUnchanged(KubernetesObject object);

    /** Whether the server serves this kind in this version. */
    boolean serves(ResourceKind kind);

    /** Whether the server lets us do this (SelfSubjectAccessReview). */
    boolean allows(Permission permission);

    /** The server's answer to {@code /readyz}, that is whether it serves at all; never throws. */
    boolean ready();

    /**
     * Calls {@code onChange} whenever an object of the kind changes in the namespace, until closed; also after a lost
     * connection, when something may have been missed.
     */
    Watching watch(ResourceKind kind, @Nullable String namespace, Runnable onChange);

    /** What an access review asks: a verb on a kind, in a namespace or in all (null). */
    record Permission(
            String verb,
            ResourceKind kind,
            @Nullable String namespace,
            @Nullable String subresource) {
        public Permission(String verb, ResourceKind kind, @Nullable String namespace) {
            this(verb, kind, namespace, null);
        }

        /** What the verb is about. */
        public String target() {
            String what = kind.plural() + (kind.group().isEmpty() ? "" : "." + kind.group());
            return what
                    + (subresource == null ? "" : "/" + subresource)
                    + (namespace == null ? "" : " in " + namespace);
        }

        @Override
        public String toString() {
            return verb + " " + target();
        }
    }

    /** A running watch. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
