package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.messaging.Deliveries.Delivery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TOPIC = "hcp-migration-progress";

    private final Deliveries deliveries = new Deliveries();

    @Test
    void recordThatArrives_isNoProblem() {
        deliveries.arrived(deliveries.begin(TOPIC, NOW));

        assertThat(deliveries.problems(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void recordOnItsWay_isNoProblemForAWhile() {
        deliveries.begin(TOPIC, NOW);

        assertThat(deliveries.problems(NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void recordsThatWait_areToldWithTheOldest() {
        deliveries.begin(TOPIC, NOW.plusSeconds(5));
        deliveries.begin(TOPIC, NOW);

        assertThat(deliveries.problems(NOW.plusSeconds(60)))
                .containsOnlyKeys(TOPIC)
                .hasEntrySatisfying(TOPIC, why -> assertThat(why).contains("wait for the broker since " + NOW));
    }

    @Test
    void recordThatFailed_isToldUntilAnotherArrivesOnTheTopic() {
        Delivery lost = deliveries.begin(DeadLetters.TOPIC, NOW);
        deliveries.failed(lost, new IllegalStateException("no such topic"), NOW);
        assertThat(deliveries.problems(NOW))
                .hasEntrySatisfying(DeadLetters.TOPIC, why -> assertThat(why).contains("no such topic"));

        deliveries.arrived(deliveries.begin(DeadLetters.TOPIC, NOW));

        assertThat(deliveries.problems(NOW)).isEmpty();
    }
}
