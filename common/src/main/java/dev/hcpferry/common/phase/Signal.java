package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Something to wait for that others raise. What is raised while nobody waits is not lost. */
final class Signal {
    private final Semaphore raised = new Semaphore(0);

    void raise() {
        raised.release();
    }

    /** Returns when raised, or after this time. */
    void await(Time time, Duration atMost) throws InterruptedException {
        if (time.await(raised, atMost)) {
            raised.drainPermits();
        }
    }
}
