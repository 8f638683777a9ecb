package dev.hcpferry.common.phase;

import dev.hcpferry.common.event.MigrationEvent;

/** The answer to an input that only asks. Finding it changes nothing outside the process, so it may be found again and again. */
@FunctionalInterface
public interface Inquiry {
    MigrationEvent answer() throws InterruptedException;
}
