package dev.hcpferry.common.health;

import dev.hcpferry.common.tracking.MigrationTracker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started, and ready, once the past of all migrations is known. */
@Startup
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
                        "reason",
                        tracker.isCaughtUp()
                                ? "all event topics are read"
                                : "still reading the event topics; no work is taken before")
                .build();
    }
}
