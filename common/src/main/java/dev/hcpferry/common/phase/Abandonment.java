package dev.hcpferry.common.phase;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the branches of a stage that one of them did not succeed: the others stop too, and those that wait are woken. Safe for threads. */
final class Abandonment {
    private final Set<Signal> signals = ConcurrentHashMap.newKeySet();
    private volatile boolean declared;

    void declare() {
        declared = true;
        signals.forEach(Signal::raise);
    }

    boolean isDeclared() {
        return declared;
    }

    void register(Signal signal) {
        signals.add(signal);
        if (declared) {
            signal.raise();
        }
    }

    void unregister(Signal signal) {
        signals.remove(signal);
    }
}
