package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves a hosted cluster between two embedded management clusters, before your eyes. */
@Command(
        name = "deploy/local/demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an embedded lab (Kafka, S3, Route 53, two management clusters, a hosted cluster with live writes)",
            "and the three services as processes, publishes one MigrationRequested and shows what comes of it."
        })
public final class Demo implements Callable<Integer> {
    private static final String MIGRATION = "demo";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--nodes",
            defaultValue = "3",
            description = "Nodes of the hosted cluster (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--root", hidden = true, defaultValue = ".")
    private Path root = Path.of(".");

    private final PrintStream out = System.out;

    /** Runs the demo; exits with 0 when the migration was completed and nothing was lost. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("hcp-ferry-demo-");
        out.println("Starting the lab and the services; logs are in " + directory.resolve("logs"));
        try (Lab lab = Lab.start(LabOptions.in(directory).withNodes(nodes));
                Ferry ferry = new Ferry(root, lab, directory.resolve("logs"));
                Probe probe = lab.startProbe()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(ferry)));
            Judge judge = lab.judge();
            ferry.events().listen(new ProgressDisplay(out, lab)::show);
            out.println(
                    "Publishing MigrationRequested for " + lab.hostedCluster().namespace() + "/"
                            + lab.hostedCluster().name() + ", " + Lab.SOURCE + " to " + Lab.DESTINATION);
            ferry.migrate(MIGRATION, Lab.SOURCE, Lab.DESTINATION, Map.of());
            Optional<Event> end = ferry.events()
                    .await(
                            event -> List.of("hcp-migration-source-cleaned", "hcp-migration-phase-failed")
                                    .contains(event.topic()),
                            PATIENCE);
            List<String> violations = judge.verdict(Expectation.MOVED, probe);
            new Summary(out).print(ferry, lab, probe, end, violations);
            if (keep) {
                out.println("Everything is left running. Ctrl-C ends it.");
                new CountDownLatch(1).await();
            }
            return end.filter(event -> event.topic().equals("hcp-migration-source-cleaned"))
                                    .isPresent()
                            && violations.isEmpty()
                    ? 0
                    : 1;
        }
    }

    private static void closeQuietly(Ferry ferry) {
        try {
            ferry.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
