package dev.hcpferry.lab;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Waits until nothing changes in a cluster any more. */
final class Quiet {

    private final Objects objects;
    private final Set<Kind> kinds;
    private final Set<String> lastChanged = new TreeSet<>();
    private Map<String, String> known = Map.of();
    private long since = System.nanoTime();

    Quiet(Objects objects, Set<Kind> kinds) {
        this.objects = objects;
        this.kinds = kinds;
    }

    void await(Duration quiet, Duration most) {
        try {
            Await.until("the operators have nothing left to do", most, () -> hasBeen(quiet));
        } catch (IllegalStateException busy) {
            throw new IllegalStateException("still changing: " + lastChanged, busy);
        }
    }

    private boolean hasBeen(Duration quiet) {
        Map<String, String> now = look();
        if (!now.equals(known)) {
            lastChanged.clear();
            now.forEach((label, version) -> {
                if (!version.equals(known.get(label))) {
                    lastChanged.add(label);
                }
            });
            known = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > quiet.toNanos();
    }

    private Map<String, String> look() {
        Map<String, String> found = new TreeMap<>();
        for (Kind kind : kinds) {
            for (Thing thing : objects.list(kind)) {
                found.put(thing.label(), thing.uid() + " " + thing.resourceVersion());
            }
        }
        return found;
    }
}
