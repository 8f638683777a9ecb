package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import dev.hcpferry.launcher.display.ProgressDisplay;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves a hosted cluster between two management clusters on this machine, before your eyes. */
@Command(
        name = "deploy/local/demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a lab (Kafka, S3, Route 53, two management clusters, a hosted cluster with live writes) and the three",
            "services as processes, publishes one MigrationRequested and shows what comes of it. Needs nothing but Java.",
            "Ctrl-C ends and removes everything at any time."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the hosted cluster was moved, and nothing was lost or harmed",
            "1:it was not; the logs are kept",
            "2:wrong options"
        })
public final class Demo implements Callable<Integer> {
    private static final String MIGRATION = "demo";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--real-kubernetes",
            description = {
                "Management clusters with a real kube-apiserver and etcd each, instead of embedded ones: those in the",
                "directory that KUBEBUILDER_ASSETS names, else the newest ones, downloaded once to ~/.kubeapitest."
            })
    private boolean realKubernetes;

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
        Program.run(new Demo(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        try (Scratch scratch = Scratch.named("hcp-ferry-demo-")) {
            out.println("Starting the lab and the services; logs are in " + scratch.logs());
            scratch.redirectStrayOutput();
            LabOptions options = LabOptions.in(scratch.directory()).withNodes(nodes);
            Lab lab = scratch.add(Lab.start(realKubernetes ? options.with(LabOptions.Extra.REAL_KUBERNETES) : options));
            Ferry ferry = scratch.add(new Ferry(root, lab, scratch.logs()));
            Probe probe = scratch.add(lab.startProbe());
            boolean moved = move(lab, ferry, probe);
            if (keep) {
                out.println("Everything is left running. Ctrl-C ends it.");
                new CountDownLatch(1).await();
            }
            if (moved) {
                scratch.allWell();
            }
            return moved ? 0 : 1;
        }
    }

    private boolean move(Lab lab, Ferry ferry, Probe probe) throws Exception {
        Judge judge = lab.judge();
        Optional<Event> end;
        String title = lab.hostedCluster().key() + "   " + Lab.SOURCE + " → " + Lab.DESTINATION;
        try (Observer observer = new Observer(lab, probe, nodes);
                ProgressDisplay display = ProgressDisplay.on(out, title, observer::vitals)) {
            ferry.events().listen(display::show);
            ferry.migrate(MIGRATION, Lab.SOURCE, Lab.DESTINATION, Map.of());
            end = ferry.events().await(Event::ends, PATIENCE);
        }
        List<String> violations = judge.lastVerdict(Expectation.MOVED, probe);
        new Summary(out).print(ferry, lab, probe, end, violations);
        return end.filter(event -> event.topic().equals(Event.SOURCE_CLEANED)).isPresent() && violations.isEmpty();
    }
}
