package dev.hcpferry.common.messaging;

import org.apache.kafka.common.TopicPartition;

/** A partition for as long as this replica has it; what came along it is this replica's only until then. Safe for threads. */
final class Lane {
    private final TopicPartition partition;
    private volatile boolean closed;

    Lane(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The partition went to another replica. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }
}
