package dev.hcpferry.lab.kafka;

import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.network.Ports;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/** A broker in this JVM, on any free ports: one for those who go through the link, which it advertises to them, one for others. */
final class EmbeddedBroker implements Broker {

    private static final String LINKED = "LINKED";

    private final int linkedPort;
    private final Link link;
    private final EmbeddedKafkaBroker broker;
    private final String bootstrapServers;

    EmbeddedBroker(Path directory) {
        List<Integer> ports = Ports.free(3);
        this.linkedPort = ports.get(0);
        this.link = new Link(() -> OptionalInt.of(linkedPort));
        this.bootstrapServers = "localhost:" + ports.get(1);
        this.broker = new EmbeddedKafkaBroker()
                .withKafkaPort(ports.get(1))
                .withControllerPort(ports.get(2))
                .withDeleteLogDirsOnClose(true)
                .withAdditionalProperties(properties -> configure(properties, directory))
                .start();
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public String linkedBootstrapServers() {
        return "localhost:" + link.port();
    }

    @Override
    public Optional<Link> link() {
        return Optional.of(link);
    }

    @Override
    public void close() {
        link.close();
        broker.close();
    }

    /** Small, and quick to form consumer groups and to miss a member. */
    private void configure(Properties properties, Path directory) {
        properties.put("log.dir", directory.resolve("kafka").toString());
        properties.put("log.dirs", directory.resolve("kafka").toString());
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "500");
        properties.put("log.cleaner.dedupe.buffer.size", "8388608");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("auto.create.topics.enable", "false");
        append(properties, "listeners", LINKED + "://localhost:" + linkedPort);
        properties.put(
                "advertised.listeners",
                "PLAINTEXT://" + bootstrapServers + "," + LINKED + "://localhost:" + link.port());
        append(properties, "listener.security.protocol.map", LINKED + ":PLAINTEXT");
    }

    private static void append(Properties properties, String key, String entry) {
        properties.put(key, properties.getProperty(key) + "," + entry);
    }
}
