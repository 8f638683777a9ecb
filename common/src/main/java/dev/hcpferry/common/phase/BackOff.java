package dev.hcpferry.common.phase;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next look: grows by half each time up to a limit, and is spread by ±20 % so that many waiting
 * migrations do not knock at the same moment.
 */
public record BackOff(Duration initial, Duration limit, RandomGenerator random) {
    private static final double GROWTH = 1.5;
    private static final double SPREAD = 0.2;

    /** @param attempt counts from 0 */
    public Duration delay(int attempt) {
        double grown = Math.pow(GROWTH, Math.min(attempt, 64)) * (double) initial.toMillis();
        double spread = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofMillis(Math.round(Math.min((double) limit.toMillis(), grown) * spread));
    }
}
