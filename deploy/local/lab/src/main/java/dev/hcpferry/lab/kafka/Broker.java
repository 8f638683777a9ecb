package dev.hcpferry.lab.kafka;

import dev.hcpferry.lab.network.Link;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** A Kafka broker with the topics of HCP Ferry. */
public interface Broker extends AutoCloseable {

    /** As in {@code bootstrap.servers}. */
    String bootstrapServers();

    /** The same for those who go through {@link #link()}. */
    String linkedBootstrapServers();

    /** A line to the broker; empty when there is none to disturb. */
    Optional<Link> link();

    @Override
    void close();

    /**
     * In a container where there is Docker, else in this JVM. It answers, and has all topics, when this returns.
     *
     * @param linked whether a link is needed: then it is in this JVM anyway
     */
    static Broker start(Path directory, boolean linked) {
        Broker broker = !linked && DockerClientFactory.instance().isDockerAvailable()
                ? new ContainerBroker()
                : new EmbeddedBroker(directory);
        try {
            Topics.create(broker.bootstrapServers());
            return broker;
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
    }
}
