package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class InquiriesTest {
    @Test
    void dryRun_isOne() {
        assertThat(Inquiries.isOne(record(EventSamples.requested(), true))).isTrue();
    }

    @Test
    void requestInEarnest_isNone() {
        assertThat(Inquiries.isOne(record(EventSamples.requested(), false))).isFalse();
    }

    @Test
    void eventOfAnotherTopic_isNone() {
        assertThat(Inquiries.isOne(record(EventSamples.backedUp(), true))).isFalse();
    }

    @Test
    void bytesThatAreNoEvent_areNone() {
        byte[] noJson = "dryRun".getBytes(StandardCharsets.UTF_8);

        assertThat(Inquiries.isOne(record(EventType.MIGRATION_REQUESTED, noJson)))
                .isFalse();
    }

    @Test
    void answersOfTwoQuestionsUnderOneId_haveDifferentIds() {
        assertThat(Inquiries.answerId("m1", "first"))
                .isEqualTo("m1/preflight-completed/first")
                .isNotEqualTo(Inquiries.answerId("m1", "second"));
    }

    private static IncomingRecord record(MigrationEvent event, boolean dryRun) {
        ObjectNode json = EventJson.MAPPER.convertValue(event, ObjectNode.class);
        json.put("dryRun", dryRun);
        return record(event.type(), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static IncomingRecord record(EventType type, byte[] value) {
        byte[] key = EventSamples.HOSTED_CLUSTER.subject().getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(type.topic(), 0, 0L, key, value);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", "id-1");
        header(record, "ce_type", type.ceType());
        return IncomingRecord.of(
                Message.of(value).addMetadata(new IncomingKafkaRecordMetadata<>(record, "phase-input")));
    }

    private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
