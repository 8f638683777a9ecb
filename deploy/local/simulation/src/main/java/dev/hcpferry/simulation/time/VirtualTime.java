package dev.hcpferry.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs virtual threads one at a time, in the order in which they become able to run, on the thread that calls {@link #run}; when
 * all wait, time jumps to the next moment at which one wants to wake up. So a run depends on nothing but what its threads do.
 */
public final class VirtualTime {
    private final Queue<Runnable> runnable = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::due).thenComparingLong(Alarm::number));
    private volatile Instant now;
    private long numbers;

    public VirtualTime(Instant start) {
        now = start;
    }

    public Instant now() {
        return now;
    }

    /** Runs this and every thread that it starts, until none of them is left that can go on. */
    public void run(Runnable first) {
        Threads.unstarted(runnable::add, first).start();
        while (true) {
            Runnable next = runnable.poll();
            if (next != null) {
                next.run();
            } else if (!jump()) {
                return;
            }
        }
    }

    /**
     * Waits for a permit.
     *
     * @return false when none came in this time
     */
    public boolean await(Semaphore permit, Duration atMost) throws InterruptedException {
        if (permit.tryAcquire()) {
            return true;
        }
        Alarm alarm = set(permit, atMost);
        try {
            permit.acquire();
        } finally {
            cancel(alarm);
        }
        return !alarm.rung;
    }

    /** Lets this time pass. */
    public void sleep(Duration time) throws InterruptedException {
        await(new Semaphore(0), time);
    }

    private boolean jump() {
        Alarm next = next();
        if (next == null) {
            return false;
        }
        next.rung = true;
        next.permit.release();
        return true;
    }

    private synchronized Alarm set(Semaphore permit, Duration atMost) {
        Alarm alarm = new Alarm(now.plus(atMost), numbers++, permit);
        alarms.add(alarm);
        return alarm;
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    private synchronized @Nullable Alarm next() {
        Alarm next = alarms.poll();
        if (next != null && next.due.isAfter(now)) {
            now = next.due;
        }
        return next;
    }

    /** Somebody waits, at most until then. */
    private static final class Alarm {
        private final Instant due;
        private final long number;
        private final Semaphore permit;
        private volatile boolean rung;

        Alarm(Instant due, long number, Semaphore permit) {
            this.due = due;
            this.number = number;
            this.permit = permit;
        }

        Instant due() {
            return due;
        }

        long number() {
            return number;
        }
    }
}
