package dev.hcpferry.common.service;

import static org.awaitility.Awaitility.await;

import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who publishes a request and reads what comes of it. */
record Outsider(String bootstrapServers) {
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** @return where it is */
    TopicPartition publishRequest() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> request = new ProducerRecord<>(
                    EventType.MIGRATION_REQUESTED.topic(),
                    EventSamples.HOSTED_CLUSTER.subject(),
                    EventJson.MAPPER.writeValueAsBytes(EventSamples.requested()));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "request-1",
                            "ce_source",
                            "/test",
                            "ce_type",
                            EventType.MIGRATION_REQUESTED.ceType(),
                            "ce_subject",
                            EventSamples.HOSTED_CLUSTER.subject(),
                            "traceparent",
                            TRACE)
                    .forEach((name, value) -> request.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return new TopicPartition(
                    request.topic(), producer.send(request).get().partition());
        }
    }

    /** The first event of a type, waiting for it. */
    ConsumerRecord<String, byte[]> awaitFirst(EventType type) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(type.topic()));
            await().atMost(SOON).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }
}
