package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleRequested;
import java.time.Duration;

/** What a service adds to the common machinery to take bundles without a migration. */
public interface BundleDefinition {

    /** How long a bundle may take. */
    Duration deadline();

    /** Makes it ready; does no I/O. */
    Execution<?> open(BundleRequested request, PhaseRun run);

    /** The steps to a bundle, what they work on, and how it is told. */
    interface Execution<C> {

        Phase<C> phase();

        C context();

        /** Once every step is done. The same for every run that completes the same bundle. */
        BundleCompleted completed();
    }
}
