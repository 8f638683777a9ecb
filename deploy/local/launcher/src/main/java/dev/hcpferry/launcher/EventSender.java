package dev.hcpferry.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as a user does: CloudEvents in binary mode. */
public final class EventSender implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, byte[]> producer;

    public EventSender(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns the {@code ce_id} once the broker has the event. */
    public String send(String topic, String type, String subject, Map<String, ?> data)
            throws InterruptedException, ExecutionException {
        String id = UUID.randomUUID().toString();
        try {
            send(topic, type, subject, id, JSON.writeValueAsBytes(data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not JSON", impossible);
        }
        return id;
    }

    /** Sends any bytes under the headers of an event. */
    public void send(String topic, String type, String subject, String id, byte[] value)
            throws InterruptedException, ExecutionException {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, subject, value);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/launcher",
                        "ce_type",
                        type,
                        "ce_subject",
                        subject,
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
    }

    /** Sends a record that was read, once more. */
    public void repeat(Event event) throws InterruptedException, ExecutionException {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(event.topic(), event.key(), event.value().getBytes(StandardCharsets.UTF_8));
        event.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
