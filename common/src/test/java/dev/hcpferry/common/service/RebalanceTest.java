package dev.hcpferry.common.service;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.common.event.EventType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another replica takes the partition of a phase under way, and goes without having done anything: the phase comes back. */
@QuarkusTest
@WithTestResource(DistantBroker.class)
@Timeout(180)
class RebalanceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    PlainPhase phase;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "quarkus.application.name")
    String group;

    @Test
    void partitionThatGoesAndComesBack_bringsItsPhaseBack() throws Exception {
        Outsider outsider = new Outsider(bootstrapServers);
        await().atMost(SOON).untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        TopicPartition partition = outsider.publishRequest();
        await().atMost(SOON).until(() -> phase.visits() > 0);

        for (int round = 0; round < 3; round++) {
            int before;
            // Partitions are dealt out in the order of the members' names.
            try (KafkaConsumer<byte[], byte[]> rival = rival(partition.partition() < 3 ? "a-rival" : "z-rival")) {
                rival.subscribe(List.of(partition.topic()));
                await().atMost(SOON).pollInSameThread().until(() -> {
                    rival.poll(Duration.ofMillis(100));
                    return rival.assignment().contains(partition);
                });
                before = phase.runs();
            }
            await().atMost(SOON).until(() -> phase.runs() > before);
            int visits = phase.visits();
            await().atMost(SOON).until(() -> phase.visits() > visits);
        }

        phase.openGate();
        await().atMost(SOON).until(phase::hasWorked);
        assertThat(outsider.awaitFirst(EventType.BACKUP_COMPLETED)).isNotNull();
    }

    private KafkaConsumer<byte[], byte[]> rival(String name) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "client.id",
                        name,
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
