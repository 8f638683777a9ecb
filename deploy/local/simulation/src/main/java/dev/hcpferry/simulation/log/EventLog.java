package dev.hcpferry.simulation.log;

import dev.hcpferry.simulation.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** The topics: partitions by key, offsets, and nothing ever lost. */
public final class EventLog {
    private static final int PARTITIONS = 6;

    private final VirtualTime time;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> partitions = new LinkedHashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public EventLog(VirtualTime time) {
        this.time = time;
    }

    public void append(String topic, String key, Headers headers, byte[] value) {
        TopicPartition partition = new TopicPartition(topic, Math.floorMod(key.hashCode(), PARTITIONS));
        synchronized (this) {
            List<ConsumerRecord<byte[], byte[]>> records =
                    partitions.computeIfAbsent(partition, first -> new ArrayList<>());
            ConsumerRecord<byte[], byte[]> added = new ConsumerRecord<>(
                    topic,
                    partition.partition(),
                    records.size(),
                    time.now().toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    key.length(),
                    value.length,
                    key.getBytes(StandardCharsets.UTF_8),
                    value,
                    headers,
                    Optional.empty());
            records.add(added);
            all.add(added);
        }
        listeners.forEach(Runnable::run);
    }

    /** Called after every record; must not block. */
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Everything, in the order in which it came. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(all);
    }

    /** Whether nothing has come since then. */
    public synchronized boolean quietSince(Instant then) {
        return all.isEmpty() || all.getLast().timestamp() < then.toEpochMilli();
    }

    /** The partitions of these topics that hold anything. */
    synchronized List<TopicPartition> partitions(Collection<String> topics) {
        return partitions.keySet().stream()
                .filter(partition -> topics.contains(partition.topic()))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
    }

    /** The records of a partition from this offset on. */
    synchronized List<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset) {
        List<ConsumerRecord<byte[], byte[]>> records = partitions.getOrDefault(partition, List.of());
        return offset >= records.size() ? List.of() : List.copyOf(records.subList((int) offset, records.size()));
    }

    /** How far these topics reach. */
    public synchronized Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions(topics)
                .forEach(partition -> ends.put(partition, (long)
                        partitions.getOrDefault(partition, List.of()).size()));
        return ends;
    }
}
