package dev.hcpferry.common.phase;

/** Which way a run of a phase goes: through its steps, or through their inverses in reverse order. */
public enum Direction {
    FORWARD,
    BACK
}
