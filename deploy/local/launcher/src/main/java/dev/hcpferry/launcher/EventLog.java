package dev.hcpferry.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is published on the product's topics, from the beginning, as it comes. Safe for threads. */
public final class EventLog implements AutoCloseable {
    private static final Pattern TOPICS = Pattern.compile("hcp-migration-.*");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Thread reader;

    public EventLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "event-log-" + System.nanoTime(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(TOPICS);
        reader = Thread.ofPlatform().name("event-log").daemon().start(this::read);
    }

    /** Calls the listener for each event from now on, in the reader's thread. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    public List<Event> all() {
        return List.copyOf(events);
    }

    public List<Event> of(String topic, String migrationId) {
        return events.stream()
                .filter(event ->
                        event.topic().equals(topic) && event.migrationId().equals(migrationId))
                .toList();
    }

    /** The first event that matches, waiting for it at most this long. */
    public Optional<Event> await(Predicate<Event> wanted, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        synchronized (events) {
            while (true) {
                Optional<Event> found = events.stream().filter(wanted).findFirst();
                long left = (until - System.nanoTime()) / 1_000_000;
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                events.wait(left);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join();
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                    add(event(message));
                }
            }
        } catch (WakeupException closed) {
            // the end
        }
    }

    private void add(Event event) {
        synchronized (events) {
            events.add(event);
            events.notifyAll();
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    private static Event event(ConsumerRecord<String, String> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Event(
                message.topic(),
                Optional.ofNullable(message.key()).orElse(""),
                headers,
                Optional.ofNullable(message.value()).orElse(""),
                parse(message.value()));
    }

    private static JsonNode parse(String value) {
        try {
            return value == null ? MissingNode.getInstance() : JSON.readTree(value);
        } catch (JsonProcessingException poison) {
            return MissingNode.getInstance();
        }
    }
}
