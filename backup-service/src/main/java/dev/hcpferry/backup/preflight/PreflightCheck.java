package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.phase.PhaseFailure;

/** One precondition of a migration. Changes nothing. */
interface PreflightCheck {

    /** @throws PhaseFailure when it does not hold, saying why and what to do; any other exception means: can't tell, try again */
    void require(BackupContext context) throws InterruptedException;
}
