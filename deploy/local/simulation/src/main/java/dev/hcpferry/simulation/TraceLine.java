package dev.hcpferry.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log as one readable line. */
final class TraceLine {
    private static final int LONGEST = 400;
    private static final String COMMON =
            "\"hostedCluster\":\\{[^}]*},?|\"(startedAt|deadlineAt|heartbeatAt)\":\"[^\"]*\",?";

    private TraceLine() {}

    static String of(ConsumerRecord<byte[], byte[]> record) {
        String text = new String(record.value(), StandardCharsets.UTF_8).replaceAll(COMMON, "");
        return Instant.ofEpochMilli(record.timestamp()) + "  " + record.topic().replace("hcp-migration-", "") + " "
                + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
}
