package dev.hcpferry.simulation.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of one service. One member at a time has all partitions; whoever gets them next begins after the last record
 * before which all are acknowledged.
 */
public final class ConsumerGroup {
    private final EventLog log;
    private final List<String> topics;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, NavigableSet<Long>> acknowledged = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private @Nullable Object member;

    public ConsumerGroup(EventLog log, List<String> topics) {
        this.log = log;
        this.topics = topics;
    }

    /** This member has the partitions from now on. */
    public synchronized void assign(Object newMember) {
        member = newMember;
        acknowledged.clear();
        positions.clear();
        positions.putAll(committed);
    }

    /** Nobody has them until the next is assigned. */
    public synchronized void revoke() {
        member = null;
    }

    public synchronized boolean isAssigned(Object asking) {
        return asking.equals(member);
    }

    /** What this member has not been given yet. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> poll(Object asking) {
        if (!isAssigned(asking)) {
            return List.of();
        }
        return log.partitions(topics).stream()
                .flatMap(partition -> {
                    List<ConsumerRecord<byte[], byte[]>> records =
                            log.from(partition, positions.getOrDefault(partition, 0L));
                    positions.merge(partition, (long) records.size(), Long::sum);
                    return records.stream();
                })
                .toList();
    }

    /** Ignored when somebody else has the partitions by now. */
    public synchronized void acknowledge(Object asking, ConsumerRecord<byte[], byte[]> record) {
        if (!isAssigned(asking)) {
            return;
        }
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        NavigableSet<Long> done = acknowledged.computeIfAbsent(partition, first -> new TreeSet<>());
        done.add(record.offset());
        long next = committed.getOrDefault(partition, 0L);
        while (done.remove(next)) {
            next++;
        }
        committed.put(partition, next);
    }

    /** Whether every record is acknowledged. */
    public synchronized boolean idle() {
        return log.ends(topics).entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
