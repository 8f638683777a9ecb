package dev.hcpferry.simulation.service;

import dev.hcpferry.common.phase.Time;
import dev.hcpferry.simulation.time.Outages;
import dev.hcpferry.simulation.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Whether a process runs, is frozen, or is gone. All that a process does passes here: one that is gone does nothing any more, one
 * that is frozen goes on only when it wakes.
 */
public final class Life implements Time {
    private final String process;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Set<Semaphore> waiting = ConcurrentHashMap.newKeySet();
    private final List<Semaphore> asleep = new ArrayList<>();
    private volatile boolean gone;
    private final Outages freezes = new Outages();

    public Life(String process, VirtualTime time, RandomGenerator random) {
        this.process = process;
        this.time = time;
        this.random = random;
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    @Override
    public RandomGenerator jitter() {
        return random;
    }

    @Override
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        pass();
        waiting.add(permit);
        try {
            return time.await(permit, atMost);
        } finally {
            waiting.remove(permit);
            pass();
        }
    }

    /** Returns while the process runs, waits while it is frozen, and never returns when it is gone. */
    public void pass() {
        while (true) {
            if (gone) {
                throw new Crashed(process);
            }
            Semaphore sleep = new Semaphore(0);
            synchronized (asleep) {
                if (!freezes.lasts()) {
                    return;
                }
                asleep.add(sleep);
            }
            sleep.acquireUninterruptibly();
        }
    }

    public boolean gone() {
        return gone;
    }

    /** When the process was frozen. One that is gone counts as frozen for ever. */
    public Outages freezes() {
        return freezes;
    }

    /** kill -9. */
    public void end() {
        gone = true;
        wake();
        freezes.begin(time.now());
        waiting.forEach(Semaphore::release);
    }

    public void freeze() {
        freezes.begin(time.now());
    }

    public void wake() {
        synchronized (asleep) {
            freezes.end(time.now());
            asleep.forEach(Semaphore::release);
            asleep.clear();
        }
    }

    @Override
    public String toString() {
        return process;
    }
}
