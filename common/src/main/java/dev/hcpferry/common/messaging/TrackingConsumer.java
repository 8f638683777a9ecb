package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.Decoding;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.tracing.MigrationTraces;
import dev.hcpferry.common.tracking.MigrationTracker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads all event topics from the beginning, in every replica, into the tracker. What is no event is the work consumers' affair. */
@ApplicationScoped
public class TrackingConsumer {
    private static final Logger LOG = Logger.getLogger(TrackingConsumer.class);

    private final MigrationTracker tracker;
    private final MigrationTraces traces;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final LogEnds topics;
    private final ClockSkew clocks = new ClockSkew();
    private volatile @Nullable Map<TopicPartition, Long> ends;

    public TrackingConsumer(MigrationTracker tracker, MigrationTraces traces, LogEnds topics) {
        this.tracker = tracker;
        this.traces = traces;
        this.topics = topics;
    }

    /** Notes how far the topics reach now: the past is known once all that has been read. */
    public void begin() throws InterruptedException, ExecutionException {
        ends = endsNow();
        tellWhenCaughtUp();
    }

    /**
     * Blocks until everything is known that is in the topics now: what another replica has told of a migration before it handed
     * it over, above all.
     *
     * @throws ExecutionException when the broker does not say how far the topics reach
     */
    void awaitNow() throws InterruptedException, ExecutionException {
        tracker.awaitCaughtUp();
        Map<TopicPartition, Long> goal = endsNow();
        synchronized (positions) {
            while (!isRead(goal)) {
                positions.wait();
            }
        }
    }

    private Map<TopicPartition, Long> endsNow() throws InterruptedException, ExecutionException {
        return topics.ends(
                Arrays.stream(EventType.values()).map(EventType::topic).toList());
    }

    @Incoming("tracking")
    @Acknowledgment(Acknowledgment.Strategy.PRE_PROCESSING)
    public CompletionStage<Void> receive(Message<byte[]> message) {
        IncomingRecord record = IncomingRecord.of(message);
        EventType.ofTopic(record.metadata().getTopic())
                .map(type -> EventDecoder.decode(type, record.content()))
                .ifPresent(decoding -> {
                    if (decoding instanceof Decoding.Decoded decoded) {
                        track(decoded, record);
                    }
                });
        clocks.judge(record.source(), record.metadata().getTimestamp(), Instant.now())
                .ifPresent(LOG::warn);
        read(record);
        return message.ack();
    }

    /** Commands come with traces of their own. */
    private void track(Decoding.Decoded decoded, IncomingRecord record) {
        tracker.track(decoded.event(), decoded.ceId(), record.metadata().getTimestamp());
        if (decoded.event().type() != EventType.COMMAND) {
            traces.join(decoded.event().migrationId(), record.traceparent());
        }
    }

    private void read(IncomingRecord record) {
        synchronized (positions) {
            positions.put(
                    new TopicPartition(
                            record.metadata().getTopic(), record.metadata().getPartition()),
                    record.metadata().getOffset() + 1);
            positions.notifyAll();
        }
        tellWhenCaughtUp();
    }

    private void tellWhenCaughtUp() {
        Map<TopicPartition, Long> goal = ends;
        if (goal != null && !tracker.isCaughtUp() && isRead(goal)) {
            tracker.caughtUp();
        }
    }

    private boolean isRead(Map<TopicPartition, Long> goal) {
        return goal.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
