package dev.hcpferry.lab.kafka;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.Properties;

/** A broker in this JVM, on any free port. */
final class EmbeddedBroker implements Broker {

    private final EmbeddedKafkaBroker broker;

    EmbeddedBroker(Path directory) {
        this.broker = new EmbeddedKafkaBroker()
                .withKafkaPort(0)
                .withControllerPort(0)
                .withDeleteLogDirsOnClose(true)
                .withAdditionalProperties(properties -> configure(properties, directory))
                .start();
    }

    @Override
    public String bootstrapServers() {
        return broker.getAdvertisedListeners().replaceAll("^.*://", "");
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Small, and quick to form consumer groups. */
    private static void configure(Properties properties, Path directory) {
        properties.put("log.dir", directory.resolve("kafka").toString());
        properties.put("log.dirs", directory.resolve("kafka").toString());
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", "8388608");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("auto.create.topics.enable", "false");
    }
}
