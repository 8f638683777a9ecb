package dev.hcpferry.simulation.service;

import dev.hcpferry.common.phase.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** The time for signs of life. They are most of what a waiting phase says, and a simulated hour would consist of reading them. */
record SeldomBeats(Life life) implements Time {
    private static final int SELDOM = 30;

    @Override
    public Instant instant() {
        return life.instant();
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        return life.await(permit, atMost.multipliedBy(SELDOM));
    }

    @Override
    public RandomGenerator jitter() {
        return life.jitter();
    }
}
