package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.SharedWatches.Listener;
import dev.hcpferry.common.cluster.SharedWatches.Watched;
import dev.hcpferry.common.phase.BackOff;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps a watch open until it is closed. The API server ends each one after some minutes, and one that is not ended by then has
 * lost its connection unnoticed; either way the next one starts from the present, and listeners are told that they may have missed
 * something.
 */
final class SharedWatch {
    private static final Logger LOG = Logger.getLogger(SharedWatch.class);
    private static final long LIFE_SECONDS = 240;
    private static final long LIFE_SPREAD_SECONDS = 60;
    private static final long GRACE_SECONDS = 15;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Supplier<KubernetesClient> client;
    private final ApiRequests requests;
    private final Watched watched;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch ended = new CountDownLatch(1);

    SharedWatch(Supplier<KubernetesClient> client, ApiRequests requests, Watched watched) {
        this.client = client;
        this.requests = requests;
        this.watched = watched;
        // Serves many migrations: its log lines must not bear the keys of the one that came first.
        Thread.ofVirtual()
                .name("watch " + watched)
                .inheritInheritableThreadLocals(false)
                .start(this::keepOpen);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    /** @return whether it was the last one */
    boolean remove(Listener listener) {
        return listeners.remove(listener) && listeners.isEmpty();
    }

    /** Returns at once; the connection goes away soon after. */
    void close() {
        listeners.clear();
        closed.countDown();
        ended.countDown();
    }

    private void keepOpen() {
        BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
        int failures = 0;
        try {
            do {
                long opened = System.nanoTime();
                watchOnce();
                boolean lasted = System.nanoTime() - opened > LONGEST_PAUSE.toNanos();
                failures = lasted ? 0 : failures + 1;
            } while (!closed.await(backOff.delay(failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOnce() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        ended = end;
        if (closed.getCount() == 0) {
            return;
        }
        long seconds = LIFE_SECONDS + ThreadLocalRandom.current().nextLong(LIFE_SPREAD_SECONDS);
        try (Watch watch = open(seconds, end)) {
            LOG.debugf("Watching %s", watched);
            tellListeners();
            if (!end.await(seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debugf("%s of %s went silent", watch, watched);
            }
        } catch (RuntimeException unavailable) {
            // Without its message, which may quote an object.
            LOG.debugf(
                    "No watch of %s for now: %s",
                    watched, unavailable.getClass().getSimpleName());
        }
    }

    private Watch open(long seconds, CountDownLatch end) {
        ListOptions options = new ListOptionsBuilder()
                .withResourceVersion(presentVersion())
                .withTimeoutSeconds(seconds)
                .build();
        ResourceKind kind = watched.kind();
        var objects = client.get()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(kind.group())
                        .withVersion(kind.version())
                        .withPlural(kind.plural())
                        .withKind(kind.kind())
                        .withNamespaced(kind.namespaced())
                        .build());
        Events events = new Events(end);
        String namespace = watched.namespace();
        return namespace == null || !kind.namespaced()
                ? objects.inAnyNamespace().watch(options, events)
                : objects.inNamespace(namespace).watch(options, events);
    }

    /** Where history stands now; without it the server would first send every object there is. */
    private String presentVersion() {
        ApiAnswer answer = requests.get(ApiPath.page(watched.kind(), watched.namespace(), Map.of(), 1, ""));
        if (!answer.succeeded()) {
            throw answer.refusal("watching " + watched);
        }
        return answer.body().at("/metadata/resourceVersion").asText();
    }

    private void tellListeners() {
        listeners.forEach(Listener::tell);
    }

    private final class Events implements Watcher<GenericKubernetesResource> {
        private final CountDownLatch end;

        Events(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public void eventReceived(Action action, GenericKubernetesResource object) {
            tellListeners();
        }

        @Override
        public void onClose() {
            end.countDown();
        }

        @Override
        public void onClose(WatcherException lost) {
            end.countDown();
        }
    }
}
