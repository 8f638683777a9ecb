package dev.hcpferry.simulation;

import dev.hcpferry.simulation.plan.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes many migrations through planned misfortune, all in one process, and checks that no promise is broken. */
@Command(
        name = "deploy/local/chaos --in-memory",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the real phases and the real engine of the three services over management clusters, etcd, S3, Route 53 and",
            "Kafka in memory, with simulated controllers and simulated time, so that a migration takes a moment. What goes",
            "wrong when follows from the seed; --replay runs one again and shows its trace."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no promise was broken", "1:at least one was; seeds are told", "2:wrong options"})
public final class Simulate implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "50", description = "How many migrations (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the first run; the others follow it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--replay",
            paramLabel = "SEED",
            description = "The run of this seed only, with its plan and trace.")
    private @Nullable Long replay;

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    @Override
    public Integer call() {
        return replay != null ? replay(replay) : runAll();
    }

    private int replay(long one) {
        Plan plan = Plan.of(one);
        out.println(plan);
        Outcome outcome = Simulation.run(plan);
        outcome.trace().forEach(out::println);
        out.println(outcome);
        return outcome.good() ? 0 : 1;
    }

    private int runAll() {
        List<Long> bad = new ArrayList<>();
        Map<String, Integer> ends = new TreeMap<>();
        long begun = System.nanoTime();
        for (long one = seed; one < seed + runs; one++) {
            Outcome outcome = Simulation.run(Plan.of(one));
            ends.merge(outcome.states().values().toString(), 1, Integer::sum);
            if (!outcome.good()) {
                bad.add(one);
                out.println(outcome);
                out.println("    " + outcome.plan());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        ends.forEach((states, times) -> out.printf("%5d x %s%n", times, states));
        out.printf(
                "%d runs, %d with a broken promise, %d ms each%n",
                runs, bad.size(), took.toMillis() / Math.max(1, runs));
        if (!bad.isEmpty()) {
            out.println("again with: "
                    + bad.stream()
                            .map(one -> "deploy/local/chaos --in-memory --replay " + one)
                            .collect(Collectors.joining("; ")));
        }
        return bad.isEmpty() ? 0 : 1;
    }
}
