package dev.hcpferry.common.health;

import dev.hcpferry.common.messaging.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while what this service publishes arrives: events, progress, dead letters. Names each topic that takes nothing. */
@Readiness
@ApplicationScoped
public class PublishingHealth implements HealthCheck {
    private final Deliveries deliveries;

    public PublishingHealth(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> problems = deliveries.problems(Instant.now());
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("records are delivered").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
