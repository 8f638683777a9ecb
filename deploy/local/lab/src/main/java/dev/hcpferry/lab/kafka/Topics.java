package dev.hcpferry.lab.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of HCP Ferry's contract. */
public final class Topics {

    public static final String PROGRESS = "hcp-migration-progress";
    public static final List<String> EVENTS = List.of(
            "hcp-migration-requested",
            "hcp-migration-backup-completed",
            "hcp-migration-restore-completed",
            "hcp-migration-source-cleaned",
            "hcp-migration-phase-failed",
            "hcp-migration-source-resumed",
            "hcp-migration-commands",
            "hcp-migration-preflight-completed",
            "hcp-migration-dead-letters",
            "hcp-bundle-requested",
            "hcp-bundle-completed");

    private static final int PARTITIONS = 3;
    private static final short REPLICATION = 1;

    private Topics() {}

    static void create(String bootstrapServers) {
        List<NewTopic> topics = Stream.concat(
                        EVENTS.stream().map(name -> new NewTopic(name, PARTITIONS, REPLICATION)),
                        Stream.of(new NewTopic(PROGRESS, PARTITIONS, REPLICATION)
                                .configs(Map.of("cleanup.policy", "compact"))))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (KafkaFuture<?> created : admin.createTopics(topics).values().values()) {
                await(created);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A request that was sent again finds what it has made before. */
    private static void await(KafkaFuture<?> created) throws InterruptedException {
        try {
            created.get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the topics can't be created", refused);
            }
        }
    }
}
