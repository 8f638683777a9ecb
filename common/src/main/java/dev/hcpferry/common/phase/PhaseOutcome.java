package dev.hcpferry.common.phase;

import dev.hcpferry.common.model.ReasonCode;

/** How a run of a phase ended. */
public sealed interface PhaseOutcome {

    /** The value of the metric label {@code outcome}. */
    String label();

    /** Every step is done. */
    record Completed() implements PhaseOutcome {
        @Override
        public String label() {
            return "completed";
        }
    }

    /** A step can't be achieved. Everything is left as it is. */
    record Failed(String step, ReasonCode reason, String message, String nextAction) implements PhaseOutcome {
        @Override
        public String label() {
            return "failed";
        }
    }

    /** This runner gave up its turn (shutdown, rebalance, lost lease); somebody else finishes. */
    record Stopped(String why) implements PhaseOutcome {
        @Override
        public String label() {
            return "stopped";
        }
    }
}
