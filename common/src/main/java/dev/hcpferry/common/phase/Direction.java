package dev.hcpferry.common.phase;

import dev.hcpferry.common.model.PhaseState;

/** Which way a run of a phase goes: through its steps, or through their inverses in reverse order. */
public enum Direction {
    FORWARD,
    BACK;

    /** How a phase that goes this way is told while it does. */
    public PhaseState working() {
        return switch (this) {
            case FORWARD -> PhaseState.RUNNING;
            case BACK -> PhaseState.ROLLING_BACK;
        };
    }
}
