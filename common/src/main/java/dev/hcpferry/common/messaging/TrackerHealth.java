package dev.hcpferry.common.messaging;

import dev.hcpferry.common.tracking.MigrationTracker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the past of all migrations is known. */
@Readiness
@ApplicationScoped
public class TrackerHealth implements HealthCheck {
    private final MigrationTracker tracker;

    public TrackerHealth(MigrationTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("migrations are known")
                .status(tracker.isCaughtUp())
                .withData(
                        "reason", tracker.isCaughtUp() ? "all event topics are read" : "still reading the event topics")
                .build();
    }
}
