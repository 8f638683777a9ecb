package dev.hcpferry.common.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps count of what was published: which records still wait for the broker, and on which topics the last one failed. Safe for threads. */
@ApplicationScoped
public class Deliveries {
    /** A broker acknowledges within milliseconds, and elects a new leader within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<Delivery, Instant> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    /** A record is handed to the producer. */
    Delivery begin(String topic, Instant now) {
        Delivery delivery = new Delivery(topic);
        waiting.put(delivery, now);
        return delivery;
    }

    void arrived(Delivery delivery) {
        waiting.remove(delivery);
        failed.remove(delivery.topic);
    }

    void failed(Delivery delivery, Throwable why, Instant now) {
        waiting.remove(delivery);
        failed.put(
                delivery.topic,
                "the last record could not be delivered at " + now + ": "
                        + why.getClass().getSimpleName() + ": " + why.getMessage());
    }

    /** What is wrong now, by topic. */
    public Map<String, String> problems(Instant now) {
        Map<String, String> problems = new TreeMap<>(failed);
        Map<String, Instant> oldest = new TreeMap<>();
        waiting.forEach((delivery, since) ->
                oldest.merge(delivery.topic, since, (one, other) -> one.isBefore(other) ? one : other));
        oldest.forEach((topic, since) -> {
            if (since.plus(PATIENCE).isBefore(now)) {
                problems.put(topic, "records wait for the broker since " + since + ", and are sent when it is back");
            }
        });
        return problems;
    }

    /** One record on its way; every one is only equal to itself. */
    static final class Delivery {
        private final String topic;

        private Delivery(String topic) {
            this.topic = topic;
        }
    }
}
