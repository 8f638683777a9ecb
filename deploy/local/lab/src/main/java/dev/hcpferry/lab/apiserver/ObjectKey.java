package dev.hcpferry.lab.apiserver;

import java.util.Comparator;

/** Where an object is stored; the order is that of lists. */
public record ObjectKey(ApiResource resource, String namespace, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(
                    (ObjectKey key) -> key.resource().group())
            .thenComparing(key -> key.resource().plural())
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
