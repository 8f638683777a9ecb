package dev.hcpferry.benchmark.product;

import dev.hcpferry.benchmark.product.FerryJobs.Measured;
import dev.hcpferry.benchmark.server.Logs;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.HostedClusterRef;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The product's steps in a process of their own. Reads a job per line, answers each with a line: nanoseconds and kilobytes of memory
 * over idle (-1 when unknown), or {@code failed} and why.
 */
public final class Worker {
    static final String READY = "ready";
    static final String FAILED = "failed ";

    private static final HostedClusterRef NOBODY = new HostedClusterRef("warm-up", "warm-up");

    private final FerryJobs jobs;
    private final PrintStream answers;

    private Worker(FerryJobs jobs, PrintStream answers) {
        this.jobs = jobs;
        this.answers = answers;
    }

    /** Ends with its input. */
    public static void main(String[] arguments) throws Exception {
        Logs.onlyWarnings();
        PrintStream answers = System.out;
        System.setOut(System.err); // logs must not get between the answers
        Systems systems = FerrySystems.create();
        openConnections(systems);
        answers.println(READY);
        Worker worker = new Worker(new FerryJobs(systems), answers);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                worker.answer(Job.parse(line));
            }
        }
        System.exit(0);
    }

    /** What a service does at its start. */
    private static void openConnections(Systems systems) {
        systems.managementClusters()
                .names()
                .forEach(name -> systems.managementClusters()
                        .find(name)
                        .ifPresent(cluster -> cluster.list(ResourceKind.HOSTED_CLUSTER, NOBODY.namespace())));
        systems.settings()
                .bundle()
                .bucket()
                .ifPresent(bucket -> systems.bundles()
                        .find(new BundleAddress(
                                bucket, systems.settings().bundle().prefix(), NOBODY, "warm-up", null)));
    }

    private void answer(Job job) {
        try {
            Measured measured = jobs.prepare(job);
            OptionalLong idle = Memory.idle();
            long start = System.nanoTime();
            measured.run();
            long took = System.nanoTime() - start;
            answers.println(took + " " + (idle.isPresent() ? Memory.peak().orElse(0) - idle.getAsLong() : -1));
        } catch (Exception problem) { // whatever a step throws ends the benchmark
            answers.println(FAILED + problem);
        }
    }
}
