package dev.hcpferry.lab.guest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A user of the hosted cluster who never stops: reads and writes at its public address ten times a second, retries nothing,
 * and keeps a ledger. What the API acknowledged must still be there at the end.
 */
public final class Probe implements AutoCloseable {

    private static final String NAMESPACE = "default";
    private static final String PREFIX = "probe-";
    private static final String LABEL = "lab.hcpferry.dev/probe";
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final KubernetesClient auditor;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Long> answered = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long started = System.nanoTime();
    private volatile boolean answers;
    private volatile boolean stopped;

    /**
     * Works until it is closed.
     *
     * @param auditor asks for what was acknowledged, and may take its time; stays open
     */
    public Probe(String kubeconfig, KubernetesClient auditor) {
        this.client = GuestClients.open(kubeconfig);
        this.auditor = auditor;
        threads.add(Thread.ofVirtual().name("probe-write").unstarted(() -> attempt(this::write, () -> {})));
        threads.add(Thread.ofVirtual().name("probe-read").unstarted(() -> attempt(this::read, () -> answers = false)));
    }

    public Probe start() {
        threads.forEach(Thread::start);
        return this;
    }

    /** What happened so far. Asks the guest for all that was ever acknowledged, so the guest must be there. */
    public ProbeReport report() {
        List<String> written = List.copyOf(acknowledged);
        List<String> present = auditor.configMaps().inNamespace(NAMESPACE).list().getItems().stream()
                .map(ConfigMap::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
        List<String> lost =
                written.stream().filter(name -> !present.contains(name)).toList();
        List<Long> answers = List.copyOf(answered);
        long longest = gapsOf(answers).max().orElse(0);
        return new ProbeReport(Duration.ofNanos(gaps(answers)), Duration.ofNanos(longest), written.size(), lost);
    }

    private long gaps(List<Long> answers) {
        return gapsOf(answers).filter(gap -> gap > 5 * PERIOD.toNanos()).sum();
    }

    private LongStream gapsOf(List<Long> answers) {
        return IntStream.range(0, answers.size())
                .mapToLong(i -> answers.get(i) - (i == 0 ? started : answers.get(i - 1)));
    }

    /** Removes all that any probe ever wrote. */
    public void tidy() {
        auditor.configMaps().inNamespace(NAMESPACE).withLabel(LABEL).delete();
    }

    /** Whether the last attempt to read was answered. */
    public boolean answers() {
        return answers;
    }

    /** Time without an answer so far, all gaps together. */
    public Duration away() {
        return Duration.ofNanos(
                gaps(Stream.concat(answered.stream(), answers ? Stream.of() : Stream.of(System.nanoTime()))
                        .toList()));
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        client.close();
    }

    private void attempt(IntConsumer action, Runnable failed) {
        for (int n = 0; !stopped; n++) {
            try {
                action.accept(n);
            } catch (KubernetesClientException away) {
                failed.run();
            }
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void write(int n) {
        String name = PREFIX + started + "-" + n;
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .addToLabels(LABEL, "")
                        .endMetadata()
                        .addToData("n", Integer.toString(n))
                        .build())
                .create();
        acknowledged.add(name);
    }

    private void read(int n) {
        client.namespaces().withName(NAMESPACE).get();
        answered.add(System.nanoTime());
        answers = true;
    }
}
