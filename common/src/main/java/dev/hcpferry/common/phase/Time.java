package dev.hcpferry.common.phase;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** What time it is, and the waiting that phases do: all of it, so that a simulation can let an hour pass at once. */
public interface Time extends InstantSource {

    /**
     * Waits for a permit and takes it.
     *
     * @return false when none came in this time
     */
    boolean await(Semaphore permit, Duration atMost) throws InterruptedException;

    /** What spreads waits, so that many do not end at the same moment. */
    RandomGenerator jitter();
}
