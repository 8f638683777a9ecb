package dev.hcpferry.benchmark;

import dev.hcpferry.benchmark.measure.Outcome;
import dev.hcpferry.benchmark.measure.RatioTable;
import dev.hcpferry.benchmark.server.Logs;
import dev.hcpferry.benchmark.server.S3Server;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.benchmark.server.Tools.Tool;
import dev.hcpferry.lab.pki.Authority;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the product with etcdctl and kubectl, on this machine and in one run. */
@Command(
        name = "deploy/local/benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Measures HCP Ferry's own steps beside etcdctl and kubectl, in turns, and prints a table of ratios.",
            "Below 1, HCP Ferry takes less time. Rows whose programs are missing are left out."
        },
        footer = {
            "",
            "Programs are looked for in KUBEBUILDER_ASSETS and PATH: etcd, etcdctl, curl and, if it is there, aws for the snapshot;",
            "etcd, kube-apiserver and kubectl for backup and restore of objects."
        })
public final class Benchmark implements Callable<Integer> {
    /** What Amazon's guide to the performance of S3 counts on: one connection for every 85 to 90 MB/s. */
    private static final long CONNECTION_MEGABYTES = 90;

    @Option(names = "--repetitions", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @Option(names = "--quick", description = "Two rounds of everything, small: shows that it works, no more.")
    private boolean quick;

    @Option(names = "--megabytes", defaultValue = "1000", description = "Data in etcd (default: ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--objects",
            split = ",",
            defaultValue = "500,5000",
            description = "Sizes of the control planes to back up (default: ${DEFAULT-VALUE}).")
    private List<Integer> objects = List.of();

    @Option(
            names = "--sample",
            defaultValue = "250",
            description = "How many objects are read by one kubectl each at most; the time of all follows from them"
                    + " (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(names = "--keep", description = "Leave all files and logs there.")
    private boolean keep;

    private final PrintStream out = System.out;

    /** Exits with 0 when all rows could be measured. */
    public static void main(String[] arguments) {
        Logs.onlyWarnings();
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Size size = quick ? Size.QUICK : new Size(repetitions, megabytes, objects, sample);
        Path directory = Files.createTempDirectory("hcp-ferry-benchmark-");
        out.println("Logs are in " + directory);
        String machine = Machine.describe();
        List<Outcome> outcomes = measure(size, directory);
        if (!keep) {
            FileUtils.deleteDirectory(directory.toFile());
        }
        out.println();
        out.println(machine + "; medians of " + size.repetitions() + " rounds");
        out.println();
        RatioTable.of(outcomes).forEach(out::println);
        return outcomes.isEmpty() ? 1 : 0;
    }

    private List<Outcome> measure(Size size, Path directory) throws Exception {
        Tools tools = Tools.ofEnvironment();
        boolean snapshots = has(tools, "the snapshot", Tool.ETCD, Tool.ETCDCTL, Tool.CURL);
        boolean objects = has(tools, "backup and restore of objects", Tool.ETCD, Tool.KUBE_APISERVER, Tool.KUBECTL);
        List<Outcome> outcomes = new ArrayList<>();
        if (snapshots) {
            outcomes.add(distantSnapshot(tools, directory.resolve("distant"), size));
        }
        try (S3Server s3 = S3Server.near(directory.resolve("s3"), size.s3Megabytes())) {
            Setting setting = setting(tools, directory, s3, size);
            if (snapshots) {
                outcomes.add(new SnapshotContest(setting, size.megabytes(), "S3 on this machine").run());
            }
            if (objects) {
                outcomes.addAll(new KubernetesContests(setting).run(size));
            }
        }
        return outcomes;
    }

    private static Outcome distantSnapshot(Tools tools, Path directory, Size size) throws Exception {
        long bytesPerSecond = CONNECTION_MEGABYTES * 1_000_000;
        try (S3Server s3 = S3Server.distant(directory.resolve("s3"), size.s3Megabytes(), bytesPerSecond)) {
            String store = "S3 that takes " + CONNECTION_MEGABYTES + " MB/s over one connection";
            return new SnapshotContest(setting(tools, directory, s3, size), size.megabytes(), store).run();
        }
    }

    private static Setting setting(Tools tools, Path directory, S3Server s3, Size size) {
        return new Setting(tools, directory, s3, Authority.named("benchmark"), size.repetitions(), System.err::println);
    }

    private boolean has(Tools tools, String what, Tool... wanted) {
        List<String> missing = tools.missing(wanted);
        if (!missing.isEmpty()) {
            out.println("Left out: " + what + ". Missing: " + String.join(", ", missing));
        }
        return missing.isEmpty();
    }
}
