package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.CloudEvent;
import dev.hcpferry.common.tracing.MigrationTraces;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** A record as the connector delivers it: where it came from and what it holds. Reads nothing into it. */
record IncomingRecord(IncomingKafkaRecordMetadata<byte[], byte[]> metadata, CloudEvent content) {

    @SuppressWarnings("unchecked")
    static IncomingRecord of(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<byte[], byte[]> metadata =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        Map<String, String> headers = new HashMap<>();
        for (Header header : metadata.getHeaders()) {
            byte[] value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        byte[] key = metadata.getKey();
        return new IncomingRecord(
                metadata,
                new CloudEvent(
                        key == null ? null : new String(key, StandardCharsets.UTF_8), headers, message.getPayload()));
    }

    /** The trace that the record belongs to; null when it names none. */
    @Nullable
    String traceparent() {
        return content.headers().get(MigrationTraces.HEADER);
    }

    /** Who says to have sent it. */
    String source() {
        return content.headers().getOrDefault("ce_source", "an unnamed source");
    }

    RecordHeaders headers() {
        return new RecordHeaders(metadata.getHeaders());
    }

    TopicPartition partition() {
        return new TopicPartition(metadata.getTopic(), metadata.getPartition());
    }

    String origin() {
        return metadata.getTopic() + "[" + metadata.getPartition() + "]@" + metadata.getOffset();
    }
}
