package dev.hcpferry.simulation.service;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Records as the connector hands them to the product. */
final class Records {
    private Records() {}

    static Message<byte[]> message(ConsumerRecord<byte[], byte[]> record, Runnable acknowledge) {
        return Message.of(record.value(), Metadata.of(new IncomingKafkaRecordMetadata<>(record, "simulated")), () -> {
            acknowledge.run();
            return CompletableFuture.completedFuture(null);
        });
    }
}
