package dev.hcpferry.common.model;

/** What to do when a phase fails after it has changed something: undo it, or leave everything for a human. */
public enum FailurePolicy {
    ROLL_BACK,
    HOLD
}
