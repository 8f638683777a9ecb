package dev.hcpferry.common.phase;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The time of this machine. */
@Singleton
public final class SystemTime implements Time {
    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random();

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        return permit.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public RandomGenerator jitter() {
        return random;
    }
}
