package dev.hcpferry.benchmark.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The costs of one contender, round by round.
 *
 * @param first of the warm-up, whose time counts nowhere but whose memory does: it alone begins with a process that is truly idle
 */
public record Series(Cost first, List<Cost> costs) {

    public Series {
        costs = List.copyOf(costs);
        if (costs.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** Of all rounds, beginning with the warm-up. */
    static Series of(List<Cost> rounds) {
        return new Series(rounds.getFirst(), rounds.subList(1, rounds.size()));
    }

    public Duration median() {
        return Duration.ofNanos(Math.round(medianOf(
                costs.stream().mapToDouble(cost -> cost.time().toNanos()).toArray())));
    }

    public Duration shortest() {
        return costs.stream().map(Cost::time).min(Duration::compareTo).orElseThrow();
    }

    public Duration longest() {
        return costs.stream().map(Cost::time).max(Duration::compareTo).orElseThrow();
    }

    /** The median of the ratios within each round, whose two parts ran right after each other. */
    public double ratioTo(Series other) {
        return medianOf(IntStream.range(0, costs.size())
                .mapToDouble(round -> (double) costs.get(round).time().toNanos()
                        / other.costs.get(round).time().toNanos())
                .toArray());
    }

    /** The most that memory grew in a round after the first. */
    public OptionalLong laterGrowthBytes() {
        return costs.stream().flatMapToLong(cost -> cost.growthBytes().stream()).max();
    }

    private static double medianOf(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
