package dev.hcpferry.common.phase;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** A clock that moves only when told to; waits take as long as on any other. */
public final class FakeClock implements Time {
    private final SystemTime waits = new SystemTime();
    private final AtomicReference<Instant> now;

    public FakeClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        return waits.await(permit, atMost);
    }

    @Override
    public RandomGenerator jitter() {
        return waits.jitter();
    }

    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
