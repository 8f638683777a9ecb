package dev.hcpferry.lab.network;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** How data goes through a link now. Safe for threads. */
final class Flow {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final AtomicLong untilReset = new AtomicLong(NEVER);
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;
    private volatile long bytesPerSecond = UNLIMITED;

    synchronized void stall() {
        open.countDown();
        open = new CountDownLatch(1);
    }

    void slow(Duration longer) {
        delay = longer;
    }

    void limit(long mostBytesPerSecond) {
        bytesPerSecond = mostBytesPerSecond;
    }

    void resetAfter(long bytes) {
        untilReset.set(bytes);
    }

    synchronized void heal() {
        delay = Duration.ZERO;
        bytesPerSecond = UNLIMITED;
        untilReset.set(NEVER);
        open.countDown();
    }

    /**
     * Returns when so many bytes may go on.
     *
     * @param pace of their connection and direction
     * @return false when the connection is to be reset instead
     */
    boolean admit(int bytes, Pace pace) throws InterruptedException {
        open.await();
        Thread.sleep(delay.plus(pace.claim(bytes, bytesPerSecond)));
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
