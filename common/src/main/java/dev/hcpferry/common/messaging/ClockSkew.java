package dev.hcpferry.common.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices records from the future: the clock of whoever sent them is ahead of this one, or this one is behind. Leases do not
 * depend on clocks, but a deadline that one service sets is shown and alerted on by the others. Safe for threads.
 */
final class ClockSkew {
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Map<String, Instant> quietUntil = new ConcurrentHashMap<>();

    /** What to tell about it; empty when the clocks agree well enough, and when it was told of this source a short time ago. */
    Optional<String> judge(String source, Instant sentAt, Instant now) {
        Duration ahead = Duration.between(now, sentAt);
        if (ahead.compareTo(TOLERATED) <= 0) {
            return Optional.empty();
        }
        if (now.isBefore(quietUntil.getOrDefault(source, Instant.MIN))) {
            return Optional.empty();
        }
        quietUntil.put(source, now.plus(SILENCE));
        return Optional.of("The clock of " + source + " is " + ahead.toMillis()
                + " ms ahead of this service's: deadlines are shown wrong by as much; check time synchronisation");
    }
}
