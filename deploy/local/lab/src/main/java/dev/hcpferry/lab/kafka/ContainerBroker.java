package dev.hcpferry.lab.kafka;

import dev.hcpferry.lab.network.Link;
import java.util.Optional;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container. */
final class ContainerBroker implements Broker {

    private static final String IMAGE = "apache/kafka-native:4.1.1";

    private final KafkaContainer container = new KafkaContainer(IMAGE);

    ContainerBroker() {
        container.start();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public String linkedBootstrapServers() {
        return bootstrapServers();
    }

    @Override
    public Optional<Link> link() {
        return Optional.empty();
    }

    @Override
    public void close() {
        container.stop();
    }
}
