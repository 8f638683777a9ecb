package dev.hcpferry.lab.kubernetes;

import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles whenever an object of its cluster changed, and now and then besides, on one thread of its own. What goes wrong
 * with one object is told once and tried again.
 */
public abstract class Controller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Controller.class);
    private static final Duration SETTLE = Duration.ofMillis(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> EXPECTED = Set.of(404, 409);

    protected final Objects objects;
    private final String name;
    private final Duration interval;
    private final Semaphore work = new Semaphore(0);
    private final Runnable wake = work::release;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private @Nullable Thread thread;
    private volatile boolean closed;

    protected Controller(String name, Objects objects) {
        this(name, objects, Duration.ofMillis(500));
    }

    protected Controller(String name, Objects objects, Duration interval) {
        this.name = name;
        this.objects = objects;
        this.interval = interval;
    }

    public void start() {
        objects.onChange(wake);
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** It does nothing any more when this returns. */
    @Override
    public void close() {
        closed = true;
        objects.removeListener(wake);
        work.release();
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(LAST_WORDS)) { // it asks a server that does not answer any more
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    protected abstract void reconcile();

    /** One object's problem does not keep the others waiting. */
    protected void each(List<Thing> things, Consumer<Thing> handle) {
        for (Thing thing : things) {
            try {
                handle.accept(thing);
            } catch (KubernetesClientException problem) {
                if (!EXPECTED.contains(problem.getCode())) {
                    complain(thing.label(), problem);
                }
            } catch (RuntimeException problem) {
                complain(thing.label(), problem);
            }
        }
    }

    protected void inform(String message) {
        log.info("{}: {}", name, message);
    }

    private void run() {
        while (!closed) {
            try {
                boolean woken = work.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    Thread.sleep(SETTLE);
                    work.drainPermits();
                }
                if (!closed) {
                    reconcile();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException problem) {
                complain("reconcile", problem);
            }
        }
    }

    private void complain(String about, RuntimeException problem) {
        String message = String.valueOf(problem.getMessage());
        if (!closed && !message.equals(told.put(about, message))) {
            log.warn("{}: {}: {}", name, about, message, log.isDebugEnabled() ? problem : null);
        }
    }
}
