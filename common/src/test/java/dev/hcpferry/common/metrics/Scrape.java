package dev.hcpferry.common.metrics;

import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.metrics.MigrationGauge.Known;
import dev.hcpferry.common.tracking.MigrationTracker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scrape of some gauges finds after some events: every series, written as Prometheus does, with its value. */
final class Scrape {
    private final MigrationTracker tracker = new MigrationTracker();

    /** Tracks an event that the broker got at this moment. */
    Scrape heard(MigrationEvent event, Instant at) {
        tracker.track(event, event.type().name(), at);
        return this;
    }

    Map<String, Double> at(Instant now, List<MigrationGauge> gauges) {
        return at(now, now, gauges);
    }

    /** @param heardUntil when Kafka answered last */
    Map<String, Double> at(Instant now, Instant heardUntil, List<MigrationGauge> gauges) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Known known = new Known(tracker.all(), tracker.bundles().newest(), now, heardUntil);
        gauges.forEach(gauge -> MultiGauge.builder(gauge.name())
                .register(meters)
                .register(gauge.series().apply(known).toList()));
        Map<String, Double> found = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            found.put(series(meter.getId()), ((Gauge) meter).value());
        }
        return found;
    }

    private static String series(Meter.Id id) {
        return id.getTags().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(",", id.getName() + "{", "}"));
    }
}
