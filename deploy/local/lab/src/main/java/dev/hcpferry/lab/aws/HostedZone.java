package dev.hcpferry.lab.aws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A hosted zone and its records, in Route 53's order: by name from the right, then by type. */
public final class HostedZone {

    /** One entry of a change batch. */
    public record Change(Action action, RecordSet record) {}

    public enum Action {
        CREATE,
        UPSERT,
        DELETE
    }

    record Key(String name, String type) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing((Key key) -> reversed(key.name())).thenComparing(Key::type);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        private static String reversed(String name) {
            List<String> labels = new ArrayList<>(Arrays.asList(name.split("\\.")));
            Collections.reverse(labels);
            return String.join(".", labels);
        }
    }

    private final String id;
    private final String name;
    private final boolean isPrivate;
    private TreeMap<Key, RecordSet> records = new TreeMap<>();

    HostedZone(String id, String name, boolean isPrivate) {
        this.id = id;
        this.name = name;
        this.isPrivate = isPrivate;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    boolean isPrivate() {
        return isPrivate;
    }

    public synchronized List<RecordSet> records() {
        return List.copyOf(records.values());
    }

    public synchronized Optional<RecordSet> find(String host, String type) {
        return Optional.ofNullable(records.get(new Key(RecordSet.plain(host), type)));
    }

    synchronized List<RecordSet> from(String host, String type) {
        return List.copyOf(
                records.tailMap(new Key(RecordSet.plain(host), type), true).values());
    }

    /**
     * All changes, or none.
     *
     * @throws IllegalArgumentException with Route 53's message when one of them can't be made
     */
    public synchronized void change(List<Change> changes) {
        TreeMap<Key, RecordSet> changed = new TreeMap<>(records);
        for (Change change : changes) {
            RecordSet record = change.record();
            Key key = new Key(record.name(), record.type());
            if (!record.name().equals(name) && !record.name().endsWith("." + name)) {
                throw refused(record, "is not permitted in zone " + name + ".");
            }
            switch (change.action()) {
                case UPSERT -> changed.put(key, record);
                case CREATE -> {
                    if (changed.putIfAbsent(key, record) != null) {
                        throw refused(record, "already exists");
                    }
                }
                case DELETE -> {
                    if (!record.equals(changed.remove(key))) {
                        throw refused(record, "was not found, or its values do not match");
                    }
                }
            }
        }
        records = changed;
    }

    private static IllegalArgumentException refused(RecordSet record, String why) {
        return new IllegalArgumentException(
                "[RRSet with DNS name " + record.name() + "., type " + record.type() + " " + why + "]");
    }
}
