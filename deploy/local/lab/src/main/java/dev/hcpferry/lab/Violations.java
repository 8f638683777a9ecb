package dev.hcpferry.lab;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger of harm; operators write it, tests read it. */
public final class Violations {

    private static final Logger log = LoggerFactory.getLogger(Violations.class);

    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private volatile boolean armed;

    /** From now on harm counts; before, the lab is being built. */
    public void arm() {
        armed = true;
    }

    public void add(Violation.Kind kind, String cluster, String what) {
        Violation violation = new Violation(Instant.now(), kind, cluster, what);
        if (armed) {
            log.warn("{}", violation);
            violations.add(violation);
        }
    }

    /** Once for the same harm. */
    public void addOnce(Violation.Kind kind, String cluster, String what) {
        if (violations.stream()
                .noneMatch(one -> one.kind() == kind && one.what().equals(what))) {
            add(kind, cluster, what);
        }
    }

    public List<Violation> all() {
        return List.copyOf(violations);
    }
}
