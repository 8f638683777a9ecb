package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseRun;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * The keys of log lines that say who a run is for: migration, hostedCluster, phase and step. Threads that a thread starts inherit
 * its keys; those that serve everybody must not.
 */
final class RunKeys {
    private RunKeys() {}

    /** From now on, lines of this thread are about this run. */
    static void put(PhaseRun run) {
        MDC.put("migration", run.migrationId());
        MDC.put("hostedCluster", run.hostedCluster().subject());
        MDC.put("phase", run.phase().label());
    }

    static void putStep(PhaseRun run, String step) {
        put(run);
        MDC.put("step", step);
    }

    static void removeStep() {
        MDC.remove("step");
    }

    /** From now on, lines of this thread are about nobody. */
    static void clear() {
        MDC.clear();
    }

    /** For a moment, in a thread that serves everybody. */
    static void during(PhaseRun run, Runnable action) {
        Map<String, Object> before = new HashMap<>(MDC.getMap());
        put(run);
        try {
            action.run();
        } finally {
            MDC.clear();
            before.forEach(MDC::put);
        }
    }
}
