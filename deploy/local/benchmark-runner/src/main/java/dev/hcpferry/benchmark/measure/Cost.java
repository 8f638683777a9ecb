package dev.hcpferry.benchmark.measure;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one run took.
 *
 * @param growthBytes by how much the resident memory of the process grew over idle, where that can be told
 */
public record Cost(Duration time, OptionalLong growthBytes) {

    public static Cost of(Duration time) {
        return new Cost(time, OptionalLong.empty());
    }

    /** The cost of a whole, known from a part of it. */
    public Cost times(double factor) {
        return new Cost(Duration.ofNanos(Math.round(time.toNanos() * factor)), growthBytes);
    }
}
