package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.phase.PhaseFailure;

/** One precondition of a migration. Only looks. */
public interface PreflightCheck {

    /** What the scorecard calls it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Looks once, and says what it found.
     *
     * @throws PhaseFailure the same as returning {@link CheckResult.Failed}
     * @throws RuntimeException any other: it can't be judged now
     */
    CheckResult look(Surroundings around) throws InterruptedException;
}
