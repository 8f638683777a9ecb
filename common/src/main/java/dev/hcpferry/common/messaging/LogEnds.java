package dev.hcpferry.common.messaging;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** How far the topics reach. */
public interface LogEnds {

    /**
     * For each partition that holds anything now, the offset after its last record.
     *
     * @throws ExecutionException when the broker does not say so
     */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws InterruptedException, ExecutionException;
}
