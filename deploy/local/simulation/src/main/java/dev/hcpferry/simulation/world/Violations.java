package dev.hcpferry.simulation.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Promises that were seen broken while they were. Each is told once. */
public final class Violations {
    private final Set<String> seen = new LinkedHashSet<>();

    public synchronized void add(String invariant, String what) {
        seen.add(invariant + ": " + what);
    }

    public synchronized List<String> all() {
        return List.copyOf(seen);
    }
}
