package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.Decoding.Undecodable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Where records go that are no events: with their original bytes and headers, and the reason. */
@ApplicationScoped
public class DeadLetters {
    public static final String TOPIC = "hcp-migration-dead-letters";
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final byte[] NOTHING = new byte[0];

    private final EventPublisher publisher;
    private final MeterRegistry meters;

    public DeadLetters(EventPublisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.meters = meters;
    }

    void add(IncomingRecord record, Undecodable why) {
        RecordHeaders headers = record.headers();
        headers.add("dead-letter-reason", bytes(why.reason().name()));
        headers.add("dead-letter-detail", bytes(why.detail()));
        headers.add("dead-letter-topic", bytes(record.metadata().getTopic()));
        headers.add(
                "dead-letter-partition", bytes(String.valueOf(record.metadata().getPartition())));
        headers.add("dead-letter-offset", bytes(String.valueOf(record.metadata().getOffset())));
        publisher.publishRaw(
                TOPIC,
                Objects.requireNonNullElse(record.content().key(), ""),
                headers,
                Objects.requireNonNullElse(record.content().value(), NOTHING));
        EventCounts.count(meters, record.metadata().getTopic(), "dead_lettered");
        LOG.warnf("Dead letter: %s is no event (%s: %s)", record.origin(), why.reason(), why.detail());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
