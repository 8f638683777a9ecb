package dev.hcpferry.common.messaging;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.event.EventType;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that the product uses: checked, or in development created, and how far they reach. */
@ApplicationScoped
public class Topics implements LogEnds {
    private static final int PARTITIONS = 6;
    private static final String TIMEOUT_MILLIS = "15000";

    private final Map<String, Object> kafka;
    private final FerrySettings settings;

    public Topics(@Identifier("default-kafka-broker") Map<String, Object> kafka, FerrySettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    static List<String> names() {
        return Stream.concat(Arrays.stream(EventType.values()).map(EventType::topic), Stream.of(DeadLetters.TOPIC))
                .toList();
    }

    /**
     * Proves that every topic is there, or creates what is missing when the settings say so.
     *
     * @throws IllegalStateException naming the topics that are missing
     */
    void require() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            Set<String> missing = new TreeSet<>(names());
            missing.removeAll(admin.listTopics().names().get());
            if (!missing.isEmpty() && !settings.topics().create()) {
                throw new IllegalStateException("these Kafka topics are missing: " + String.join(", ", missing)
                        + "; create them (deploy/kafka) or set HCP_FERRY_TOPICS_CREATE=true for development");
            }
            for (KafkaFuture<Void> creation : admin.createTopics(
                            missing.stream().map(Topics::definition).toList())
                    .values()
                    .values()) {
                await(creation);
            }
        }
    }

    /** Another service, which starts at the same time, may have been quicker. */
    private static void await(KafkaFuture<Void> creation) throws InterruptedException, ExecutionException {
        try {
            creation.get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<String> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            ends.entrySet().removeIf(end -> end.getValue() <= begins.getOrDefault(end.getKey(), 0L));
            return ends;
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** Those that are not there, or that this service may not see. */
    static Set<String> missing(Admin admin, int timeoutSeconds)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> missing = new TreeSet<>(names());
        missing.removeAll(admin.listTopics().names().get(timeoutSeconds, TimeUnit.SECONDS));
        return missing;
    }

    Admin admin() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(config);
    }

    private static NewTopic definition(String topic) {
        NewTopic created = new NewTopic(topic, PARTITIONS, (short) 1);
        return topic.equals(EventType.PROGRESS.topic())
                ? created.configs(Map.of("cleanup.policy", "compact"))
                : created;
    }
}
