package dev.hcpferry.launcher.chaos;

import dev.hcpferry.launcher.Program;
import dev.hcpferry.launcher.Scratch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes the embedded lab and the three services through planned misfortune, and checks that no promise is broken. */
@Command(
        name = "deploy/local/chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Moves a hosted cluster there and back on an embedded lab while services are killed and frozen, lines are cut,",
            "stalled and slowed, API servers and S3 answer with errors, and events come again in any order. What goes wrong",
            "when is planned from a seed. After each migration everything is compared with what was there before."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no promise was broken", "1:at least one was; seeds and logs are told", "2:wrong options"})
public final class Chaos implements Callable<Integer> {
    /** The services remember every migration for hours, so a lab is not used for ever. */
    private static final int RUNS_PER_LAB = 50;

    @Option(names = "--runs", defaultValue = "10", description = "How many migrations (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the first run; the others follow it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--replay", paramLabel = "SEED", description = "The run of this seed only, with its plan.")
    private @Nullable Long replay;

    @Option(names = "--plan", description = "Print the plans only.")
    private boolean planOnly;

    @Option(names = "--root", hidden = true, defaultValue = ".")
    private Path root = Path.of(".");

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        Program.run(new Chaos(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        List<Plan> plans = new ArrayList<>();
        if (replay != null) {
            plans.add(Plan.of(replay));
        } else {
            for (int i = 0; i < runs; i++) {
                plans.add(Plan.of(seed + i));
            }
        }
        if (planOnly || replay != null) {
            plans.forEach(out::println);
        }
        return planOnly ? 0 : weather(plans);
    }

    private int weather(List<Plan> plans) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < plans.size()) {
            try (Scratch scratch = Scratch.named("hcp-ferry-chaos-")) {
                scratch.redirectStrayOutput();
                Storm storm = scratch.add(Storm.over(root, scratch.directory()));
                useUp(storm, plans.subList(outcomes.size(), plans.size()), outcomes);
                if (outcomes.getLast().good()) {
                    scratch.allWell();
                } else {
                    out.println("    logs: " + scratch.logs());
                }
            }
        }
        return summary(outcomes);
    }

    /** One run after the other, until a promise is broken or the hosted cluster is at home nowhere. */
    private void useUp(Storm storm, List<Plan> plans, List<Outcome> outcomes) throws Exception {
        for (Plan plan : plans.subList(0, Math.min(plans.size(), RUNS_PER_LAB))) {
            Outcome outcome = storm.run(plan);
            outcomes.add(outcome);
            tell(outcome);
            if (!outcome.good() || !storm.usable()) {
                return;
            }
        }
    }

    private void tell(Outcome outcome) {
        out.println(outcome.text());
        if (!outcome.good()) {
            out.println("    " + outcome.plan());
        }
    }

    private int summary(List<Outcome> outcomes) {
        List<Outcome> bad = outcomes.stream().filter(one -> !one.good()).toList();
        out.printf("%d runs, %d with a broken promise%n", outcomes.size(), bad.size());
        if (!bad.isEmpty()) {
            out.println("again with: "
                    + bad.stream()
                            .map(one ->
                                    "deploy/local/chaos --replay " + one.plan().seed())
                            .collect(Collectors.joining("; ")));
        }
        return bad.isEmpty() ? 0 : 1;
    }
}
