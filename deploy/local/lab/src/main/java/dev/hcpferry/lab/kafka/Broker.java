package dev.hcpferry.lab.kafka;

import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** A Kafka broker with the topics of HCP Ferry. */
public interface Broker extends AutoCloseable {

    /** As in {@code bootstrap.servers}. */
    String bootstrapServers();

    @Override
    void close();

    /** In a container where there is Docker, else in this JVM. It answers, and has all topics, when this returns. */
    static Broker start(Path directory) {
        Broker broker = DockerClientFactory.instance().isDockerAvailable()
                ? new ContainerBroker()
                : new EmbeddedBroker(directory);
        Topics.create(broker.bootstrapServers());
        return broker;
    }
}
