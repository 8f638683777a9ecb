package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;

/** A phase made ready for one migration: the list of steps, what they work on, and how its end is told. */
public interface PhaseExecution<C> extends AutoCloseable {

    Phase<C> phase();

    C context();

    /** The output event, once every step is done. The same for every run that completes the same migration. */
    MigrationEvent completed();

    /** How the failure is told to others. */
    PhaseFailed failed(PhaseOutcome.Failed failure);

    /** Gives back the lease and closes connections; never throws. */
    @Override
    void close();
}
