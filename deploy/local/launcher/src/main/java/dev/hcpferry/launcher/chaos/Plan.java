package dev.hcpferry.launcher.chaos;

import dev.hcpferry.lab.apiserver.RequestFault;
import dev.hcpferry.lab.network.Line;
import dev.hcpferry.launcher.ServiceName;
import dev.hcpferry.launcher.chaos.Trouble.Bucket;
import dev.hcpferry.launcher.chaos.Trouble.CloseWatches;
import dev.hcpferry.launcher.chaos.Trouble.Cut;
import dev.hcpferry.launcher.chaos.Trouble.Freeze;
import dev.hcpferry.launcher.chaos.Trouble.Kill;
import dev.hcpferry.launcher.chaos.Trouble.Repeat;
import dev.hcpferry.launcher.chaos.Trouble.Requests;
import dev.hcpferry.launcher.chaos.Trouble.ResetAfter;
import dev.hcpferry.launcher.chaos.Trouble.Slow;
import dev.hcpferry.launcher.chaos.Trouble.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What goes wrong in one run, and when. The same seed always gives the same plan. */
public record Plan(long seed, List<Moment> moments) {
    private static final int MOST = 4;
    private static final List<Line> CLUSTERS = List.of(Line.SOURCE, Line.DESTINATION);

    public Plan {
        moments = List.copyOf(moments);
    }

    /**
     * A while after a phase has begun its so-manieth step.
     *
     * @param part of the phase's steps that have begun, 0 to 1
     */
    public record Moment(ServiceName phase, double part, Duration later, Trouble trouble) {
        @Override
        public String toString() {
            return "%d ms after %3d %% of %s: %s".formatted(later.toMillis(), Math.round(100 * part), phase, trouble);
        }
    }

    public static Plan of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Moment> moments = new ArrayList<>();
        int many = 1 + random.nextInt(MOST);
        for (int i = 0; i < many; i++) {
            ServiceName phase = any(random, List.of(ServiceName.values()));
            moments.add(new Moment(
                    phase, random.nextDouble(), Duration.ofMillis(random.nextInt(400)), trouble(random, phase)));
        }
        return new Plan(seed, moments);
    }

    private static Trouble trouble(RandomGenerator random, ServiceName phase) {
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> new Kill(phase, time(random, 0, 2000));
            case 3 -> new Freeze(phase, time(random, 2000, 5000));
            case 4 -> new Cut(any(random, List.of(Line.values())), time(random, 200, 3000));
            case 5 -> new Stall(any(random, List.of(Line.values())), time(random, 200, 3000));
            case 6 -> new Slow(any(random, List.of(Line.values())), time(random, 20, 200), time(random, 500, 3000));
            case 7 -> new ResetAfter(any(random, List.of(Line.values())), 1 + random.nextInt(40_000));
            case 8, 9 ->
                new Requests(
                        any(random, CLUSTERS), any(random, List.of(RequestFault.values())), 1 + random.nextInt(10));
            case 10 -> new CloseWatches(any(random, CLUSTERS));
            case 11 -> new Bucket(random.nextBoolean(), 1 + random.nextInt(4));
            default -> new Repeat(1 + random.nextInt(20), random.nextLong());
        };
    }

    private static Duration time(RandomGenerator random, int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from));
    }

    private static <T> T any(RandomGenerator random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    @Override
    public String toString() {
        return "seed " + seed
                + moments.stream().map(moment -> "\n    " + moment).collect(Collectors.joining());
    }
}
