package dev.hcpferry.common.messaging;

import io.micrometer.core.instrument.MeterRegistry;

/** The counter {@code hcp_migration_events_total}. */
final class EventCounts {
    private EventCounts() {}

    static void count(MeterRegistry meters, String topic, String result) {
        meters.counter("hcp_migration_events", "topic", topic, "result", result).increment();
    }
}
