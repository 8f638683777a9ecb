package dev.hcpferry.lab.network;

import java.time.Duration;

/** How fast one connection may go one way. Not for several threads. */
final class Pace {
    /** Sleeps are not shorter, and the next piece makes up for one that took this much too long. */
    private static final long GRAIN = Duration.ofMillis(5).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long free = System.nanoTime();

    /** How long these bytes have to wait until they may go. */
    Duration claim(int bytes, long bytesPerSecond) {
        long now = System.nanoTime();
        free = Math.max(free, now - GRAIN) + bytes * SECOND / bytesPerSecond;
        return free - now < GRAIN ? Duration.ZERO : Duration.ofNanos(free - now);
    }
}
