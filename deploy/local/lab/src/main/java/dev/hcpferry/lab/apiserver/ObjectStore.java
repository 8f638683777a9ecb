package dev.hcpferry.lab.apiserver;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an API server keeps in its etcd: objects by key, one revision for every write, and the latest changes for watches.
 *
 * <p>A stored object is never changed; a write replaces it. Changes reach the listeners in the order of their revisions.
 */
public final class ObjectStore {

    private static final int HISTORY = 20_000;

    private final Map<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final Set<Consumer<Change>> listeners = new CopyOnWriteArraySet<>();
    private long revision;
    private long oldest;

    public ObjectStore() {
        this(1, Map.of());
    }

    /** A store that goes on where another one was. */
    public ObjectStore(long revision, Map<ObjectKey, ObjectNode> objects) {
        this.revision = revision;
        this.oldest = revision;
        this.objects.putAll(objects);
    }

    /** Everything there is at one moment. */
    public record Content(long revision, Map<ObjectKey, ObjectNode> objects) {

        public Content {
            objects = new TreeMap<>(objects);
        }
    }

    public synchronized Content content() {
        return new Content(revision, objects);
    }

    public synchronized long revision() {
        return revision;
    }

    public synchronized int size() {
        return objects.size();
    }

    /** How many objects there were at an earlier revision, as far back as the changes are known. */
    public synchronized int sizeAt(long earlier) {
        int size = objects.size();
        for (Change change : history) {
            if (change.revision() > earlier) {
                size -= change.before() == null ? 1 : 0;
                size += change.after() == null ? 1 : 0;
            }
        }
        return size;
    }

    synchronized @Nullable ObjectNode get(ObjectKey key) {
        return objects.get(key);
    }

    synchronized Optional<ObjectNode> namespace(String name) {
        return select(key -> key.resource().isNamespace() && key.name().equals(name)).objects().values().stream()
                .findFirst();
    }

    synchronized Content select(Predicate<ObjectKey> wanted) {
        Map<ObjectKey, ObjectNode> found = new TreeMap<>();
        objects.forEach((key, object) -> {
            if (wanted.test(key)) {
                found.put(key, object);
            }
        });
        return new Content(revision, found);
    }

    /**
     * Replaces what is at the key by what {@code write} makes of it; null is nothing. The new object carries its revision
     * as resourceVersion. An unchanged object keeps its revision.
     *
     * @return what is there now, or what was removed
     */
    synchronized ObjectNode write(ObjectKey key, UnaryOperator<@Nullable ObjectNode> write) {
        ObjectNode before = objects.get(key);
        ObjectNode after = write.apply(before);
        if (after == null) {
            return removed(key, requireNonNull(before));
        }
        if (after.equals(before)) {
            return after;
        }
        revision++;
        stamp(after);
        objects.put(key, after);
        tell(new Change(revision, key, before, after, after));
        return after;
    }

    /** From now on every change; those after {@code since} first. Fails when they are no longer known. */
    synchronized void watch(long since, Consumer<Change> listener) {
        if (since < oldest) {
            throw ApiProblem.expired();
        }
        List<Change> missed = new ArrayList<>();
        for (Change change : history) {
            if (change.revision() > since) {
                missed.add(change);
            }
        }
        missed.forEach(listener);
        listeners.add(listener);
    }

    void unwatch(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    private ObjectNode removed(ObjectKey key, ObjectNode before) {
        revision++;
        ObjectNode last = before.deepCopy();
        stamp(last);
        objects.remove(key);
        tell(new Change(revision, key, before, null, last));
        return last;
    }

    private void stamp(ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", Long.toString(revision));
    }

    private void tell(Change change) {
        history.addLast(change);
        if (history.size() > HISTORY) {
            oldest = history.removeFirst().revision();
        }
        listeners.forEach(listener -> listener.accept(change));
    }
}
