package dev.hcpferry.backup.live;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.config.FerrySettings.ScheduledBundle;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.messaging.EventPublisher;
import dev.hcpferry.common.tracking.MigrationTracker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for a bundle of each scheduled hosted cluster when a new slot has begun. Every replica asks, in the same words and with the same
 * {@code ce_id}: whoever reads the request takes the bundle, once.
 */
@ApplicationScoped
public class BundleSchedule {
    private final List<ScheduledBundle> schedules;
    private final MigrationTracker tracker;
    private final EventPublisher publisher;
    private final MeterRegistry meters;
    private final Map<String, Slot> asked = new ConcurrentHashMap<>();

    public BundleSchedule(
            FerrySettings settings, MigrationTracker tracker, EventPublisher publisher, MeterRegistry meters) {
        this.schedules = settings.bundle().scheduled();
        this.tracker = tracker;
        this.publisher = publisher;
        this.meters = meters;
    }

    /** A wrong schedule stops the start; a right one is exported, so that a bundle that is overdue is noticed. */
    void begin(@Observes StartupEvent starting) {
        schedules.forEach(schedule -> meters.gauge(
                "hcp_migration_bundle_interval_seconds",
                Tags.of("hosted_cluster", Slot.hostedCluster(schedule).subject()),
                schedule.every().toSeconds()));
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void ask() {
        if (tracker.isCaughtUp()) {
            schedules.forEach(schedule -> ask(schedule, Instant.now()));
        }
    }

    void ask(ScheduledBundle schedule, Instant now) {
        Slot slot = Slot.at(now, schedule.every());
        BundleRequested request = slot.request(schedule);
        String subject = request.hostedCluster().subject();
        if (slot.equals(asked.get(subject))
                || tracker.bundles().isTaken(request.hostedCluster(), request.migrationId())) {
            return;
        }
        publisher.publish(request, subject + "/" + request.migrationId() + "/bundle-requested", subject);
        asked.put(subject, slot);
    }
}
