package dev.hcpferry.lab.judge;

/** How a migration should have ended. */
public enum Expectation {
    /** The hosted cluster lives on the destination, the source is clean. */
    MOVED,
    /** The destination serves; the source is quiet but not yet cleaned up. */
    RESTORED,
    /** The source serves as before, the destination holds nothing. */
    AT_HOME
}
