package dev.hcpferry.common.messaging;

import dev.hcpferry.common.config.FerrySettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** What has to be true before the service takes work; a setting that is wrong stops the start. */
@ApplicationScoped
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final FerrySettings settings;
    private final Topics topics;
    private final TrackingConsumer tracking;

    public Startup(FerrySettings settings, Topics topics, TrackingConsumer tracking) {
        this.settings = settings;
        this.topics = topics;
        this.tracking = tracking;
    }

    void begin(@Observes StartupEvent starting) throws InterruptedException {
        Path directory = settings.managementClusters().directory();
        if (!Files.isReadable(directory) || !Files.isDirectory(directory)) {
            throw new IllegalStateException("HCP_FERRY_MANAGEMENT_CLUSTERS_DIRECTORY is " + directory
                    + ": expected a readable directory of <management cluster name>.kubeconfig files");
        }
        if (!tryTopics()) {
            Thread.ofVirtual().name("await-broker").start(this::awaitBroker);
        }
    }

    /** The service is up and not ready, and says why, until the broker answers. */
    private void awaitBroker() {
        try {
            do {
                Thread.sleep(BETWEEN_TRIES);
            } while (!tryTopics());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException wrong) {
            LOG.errorf("The service ends: %s", wrong.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /** @return false while the broker can't be reached, which passes */
    private boolean tryTopics() throws InterruptedException {
        try {
            topics.require();
            tracking.begin();
            return true;
        } catch (ExecutionException unavailable) {
            LOG.errorf("Kafka (KAFKA_BOOTSTRAP_SERVERS) does not answer, trying again: %s", unavailable.getMessage());
            return false;
        }
    }
}
