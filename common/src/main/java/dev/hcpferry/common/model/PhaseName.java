package dev.hcpferry.common.model;

import java.util.Locale;

/** The three phases of a migration, in their order; one service runs each. */
public enum PhaseName {
    BACKUP,
    RESTORE,
    CLEANUP;

    /** The value of the metric label {@code phase}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
