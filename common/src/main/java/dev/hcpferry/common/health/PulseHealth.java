package dev.hcpferry.common.health;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while virtual threads, which do all the work, get to run. When they don't, only a restart helps. */
@Startup
@Liveness
@ApplicationScoped
public class PulseHealth implements HealthCheck {
    private static final int SECONDS_BETWEEN_BEATS = 5;
    private static final Duration TOO_LONG = Duration.ofSeconds(60);

    private volatile long lastBeat = System.nanoTime();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("pulse").factory());

    public PulseHealth() {
        beating.scheduleAtFixedRate(() -> lastBeat = System.nanoTime(), 0, SECONDS_BETWEEN_BEATS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        beating.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastBeat);
        return HealthCheckResponse.named("threads run")
                .status(silence.compareTo(TOO_LONG) < 0)
                .withData("reason", "a virtual thread last ran " + silence.toSeconds() + " s ago")
                .build();
    }
}
