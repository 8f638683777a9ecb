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

/**
 * A user of the hosted cluster who never stops: reads and writes at its public address ten times a second, retries nothing,
 * and keeps a ledger. What the API acknowledged must still be there at the end.
 */
public final class Probe implements AutoCloseable {

    private static final String NAMESPACE = "default";
    private static final String PREFIX = "probe-";
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Long> answered = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long started = System.nanoTime();
    private volatile boolean stopped;

    /** Works until it is closed. */
    public Probe(String kubeconfig) {
        this.client = GuestClients.open(kubeconfig);
        threads.add(Thread.ofVirtual().name("probe-write").unstarted(() -> attempt(this::write)));
        threads.add(Thread.ofVirtual().name("probe-read").unstarted(() -> attempt(this::read)));
    }

    public Probe start() {
        threads.forEach(Thread::start);
        return this;
    }

    /** What happened so far. Asks the guest for all that was ever acknowledged, so the guest must be there. */
    public ProbeReport report() {
        List<String> written = List.copyOf(acknowledged);
        List<String> present = client.configMaps().inNamespace(NAMESPACE).list().getItems().stream()
                .map(ConfigMap::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
        List<String> lost =
                written.stream().filter(name -> !present.contains(name)).toList();
        long gaps = 0;
        long longest = 0;
        long last = started;
        for (long answer : answered) {
            long gap = answer - last;
            if (gap > 5 * PERIOD.toNanos()) {
                gaps += gap;
            }
            longest = Math.max(longest, gap);
            last = answer;
        }
        return new ProbeReport(Duration.ofNanos(gaps), Duration.ofNanos(longest), written.size(), lost);
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

    private void attempt(IntConsumer action) {
        for (int n = 0; !stopped; n++) {
            try {
                action.accept(n);
            } catch (KubernetesClientException away) {
                // A failed attempt is a failed attempt.
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
                        .endMetadata()
                        .addToData("n", Integer.toString(n))
                        .build())
                .create();
        acknowledged.add(name);
    }

    private void read(int n) {
        client.namespaces().withName(NAMESPACE).get();
        answered.add(System.nanoTime());
    }
}
