package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.PhaseFailed;
import java.util.List;
import java.util.Optional;

/** A phase made ready for one migration: the list of steps, the way back, what they work on, and how its end is told. */
public interface PhaseExecution<C> extends AutoCloseable {

    Phase<C> phase();

    /** What undoes everything that the phase may have done. May look at the world. */
    Phase<C> rollback();

    /** Why going back is impossible as things stand; empty while it is possible. Looks at the world. */
    Optional<String> noWayBack();

    C context();

    /** The output event, once every step is done. The same for every run that completes the same migration. */
    MigrationEvent completed();

    /** How the failure is told to others; {@code PENDING} has the phase rolled back. */
    PhaseFailed failed(PhaseOutcome.Failed failure);

    /** What is told, in this order, once the rollback is complete. */
    List<MigrationEvent> rolledBack(PhaseFailed cause);

    /** Gives back the lease and closes connections; never throws. */
    @Override
    void close();
}
