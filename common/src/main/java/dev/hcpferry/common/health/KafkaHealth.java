package dev.hcpferry.common.health;

import dev.hcpferry.common.messaging.BrokerWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker answers and every topic is there. Work in hand goes on without: its events are sent when Kafka is back. */
@Readiness
@ApplicationScoped
public class KafkaHealth implements HealthCheck {
    private final BrokerWatch broker;

    public KafkaHealth(BrokerWatch broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = broker.problem();
        return HealthCheckResponse.named("Kafka answers and has all topics")
                .status(problem.isEmpty())
                .withData("reason", problem.orElse("all topics are there"))
                .build();
    }
}
