package dev.hcpferry.lab.network;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** How data goes through a link now. Safe for threads. */
final class Flow {

    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong untilReset = new AtomicLong(NEVER);
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;

    synchronized void stall() {
        open.countDown();
        open = new CountDownLatch(1);
    }

    void slow(Duration longer) {
        delay = longer;
    }

    void resetAfter(long bytes) {
        untilReset.set(bytes);
    }

    synchronized void heal() {
        delay = Duration.ZERO;
        untilReset.set(NEVER);
        open.countDown();
    }

    /**
     * Returns when so many bytes may go on.
     *
     * @return false when the connection is to be reset instead
     */
    boolean admit(int bytes) throws InterruptedException {
        open.await();
        Thread.sleep(delay);
        long left = untilReset.get();
        if (left == NEVER) {
            return true;
        }
        if (bytes < left) {
            untilReset.compareAndSet(left, left - bytes);
            return true;
        }
        return !untilReset.compareAndSet(left, NEVER);
    }
}
