package dev.hcpferry.common.metrics;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.messaging.BrokerWatch;
import dev.hcpferry.common.metrics.MigrationGauge.Known;
import dev.hcpferry.common.tracking.MigrationTracker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps all gauges as the tracker knows the migrations, every two seconds anew. */
@Startup
@ApplicationScoped
public class MigrationGauges {
    private static final Logger LOG = Logger.getLogger(MigrationGauges.class);
    private static final int REFRESH_SECONDS = 2;

    private final MigrationTracker tracker;
    private final BrokerWatch broker;
    private final InstantSource clock;
    private final Map<MigrationGauge, MultiGauge> gauges = new LinkedHashMap<>();
    private final ScheduledExecutorService refreshing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("gauges").factory());

    public MigrationGauges(MigrationTracker tracker, BrokerWatch broker, MeterRegistry meters, FerrySettings settings) {
        this.tracker = tracker;
        this.broker = broker;
        this.clock = InstantSource.system();
        Stream.of(
                        new PhaseGauges(settings.deadline()).all(),
                        GuestGauges.all(),
                        BundleGauges.all(),
                        AttentionGauges.all())
                .flatMap(all -> all.stream())
                .forEach(gauge -> gauges.put(
                        gauge,
                        MultiGauge.builder(gauge.name())
                                .description(gauge.description())
                                .register(meters)));
        refreshing.scheduleWithFixedDelay(this::refresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        refreshing.shutdownNow();
    }

    /** A scheduled task that throws is never run again, so nothing may escape. */
    void refresh() {
        try {
            Instant now = clock.instant();
            Known known = new Known(
                    tracker.all(),
                    tracker.bundles().newest(),
                    now,
                    broker.lastAnswer().orElse(now));
            gauges.forEach(
                    (gauge, meter) -> meter.register(gauge.series().apply(known).toList(), true));
        } catch (RuntimeException unexpected) {
            LOG.error("The gauges of migrations could not be refreshed", unexpected);
        }
    }
}
