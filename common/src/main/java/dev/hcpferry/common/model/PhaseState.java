package dev.hcpferry.common.model;

/** Where a phase stands, as progress records and metrics say it. */
public enum PhaseState {
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK,
    HELD,
    CANCELLED;

    /** Nobody works on the phase any more. */
    public boolean ended() {
        return switch (this) {
            case WAITING, RUNNING, ROLLING_BACK -> false;
            case COMPLETED, FAILED, ROLLED_BACK, HELD, CANCELLED -> true;
        };
    }

    /** Whether who tells this state of an attempt comes too late, because that attempt has ended like that. */
    public boolean isOutdatedBy(PhaseState end) {
        return switch (this) {
            case RUNNING -> end.ended();
            case ROLLING_BACK -> end == ROLLED_BACK || end == CANCELLED;
            case WAITING, COMPLETED, FAILED, ROLLED_BACK, HELD, CANCELLED -> false;
        };
    }
}
