package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.PhaseName;
import java.time.Duration;
import java.util.Optional;

/**
 * What a service adds to the common machinery: its phase, and the events at both ends of it.
 *
 * @param <I> the event that starts the phase
 */
public interface PhaseDefinition<I extends MigrationEvent> {

    PhaseName name();

    Class<I> inputType();

    EventType output();

    /** The request that the input carries or is, with all defaults filled in. */
    MigrationRequested requestOf(I input);

    /** How long the phase may take for this migration. */
    Duration deadline(MigrationRequested request);

    /** Why this input is refused for good, before anything is looked at. */
    default Optional<String> refusal(I input) {
        return Optional.empty();
    }

    /**
     * What the phase has to wait for before it can begin, however long that takes; its deadline counts from then. Looks at the world
     * from time to time.
     */
    default Optional<String> obstacle(I input) {
        return Optional.empty();
    }

    /** Whether the phase is to run by itself, only when a human has said so, or never for this migration. */
    default Start start(I input) {
        return Start.AT_ONCE;
    }

    /** What answers an input that only asks, as a dry run does; empty for one that wants the phase. */
    default Optional<Inquiry> inquiry(I input) {
        return Optional.empty();
    }

    /** Makes the phase ready; does no I/O that can fail. */
    PhaseExecution<?> open(I input, PhaseRun run);

    /** When a phase starts. */
    enum Start {
        AT_ONCE,
        AFTER_APPROVAL,
        NEVER
    }
}
