package dev.hcpferry.benchmark.product;

import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.benchmark.product.Job.Work;
import dev.hcpferry.benchmark.server.JavaCommand;
import dev.hcpferry.common.model.HostedClusterRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The process that runs the product's steps, seen from outside. */
public final class Product implements AutoCloseable {
    /** The heap that the goal for snapshots allows; collector and first heap as Java chooses them in a container like the deployment's. */
    private static final List<String> OPTIONS = List.of("-Xmx256m", "-Xms10m", "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;

    private Product(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * A new process; its connections are open when it returns.
     *
     * @param environment what a service gets
     */
    public static Product start(Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(OPTIONS, Worker.class, List.of()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Product product = new Product(builder.start());
        if (!Worker.READY.equals(product.answers.readLine())) {
            throw new IllegalStateException("the product does not start: see " + log);
        }
        return product;
    }

    /** The snapshot of the hosted cluster's etcd, into S3. */
    public Cost snapshot(String cluster, HostedClusterRef hostedCluster, String migrationId) throws IOException {
        return run(new Job(Work.SNAPSHOT, cluster, hostedCluster, migrationId, 0));
    }

    /** All objects of the hosted cluster, into S3. */
    public Cost backup(String cluster, HostedClusterRef hostedCluster, String migrationId) throws IOException {
        return run(new Job(Work.BACKUP, cluster, hostedCluster, migrationId, 0));
    }

    /** A control plane of so many objects, from S3. */
    public Cost restore(String cluster, HostedClusterRef hostedCluster, String migrationId, int objects)
            throws IOException {
        return run(new Job(Work.RESTORE, cluster, hostedCluster, migrationId, objects));
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.onExit().join();
        answers.close();
    }

    private Cost run(Job job) throws IOException {
        questions.println(job.toLine());
        String answer = answers.readLine();
        if (answer == null || answer.startsWith(Worker.FAILED)) {
            throw new IllegalStateException(job.work() + " of HCP Ferry: " + answer);
        }
        String[] numbers = answer.split(" ", 2);
        long kilobytes = Long.parseLong(numbers[1]);
        return new Cost(
                Duration.ofNanos(Long.parseLong(numbers[0])),
                kilobytes < 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes * 1024));
    }
}
