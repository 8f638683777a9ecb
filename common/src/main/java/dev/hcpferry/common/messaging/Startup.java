package dev.hcpferry.common.messaging;

import dev.hcpferry.common.config.FerrySettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** What has to be true before the service takes work; a setting that is wrong stops the start. */
@ApplicationScoped
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final int SECONDS_BETWEEN_TRIES = 5;

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
        while (!tryTopics()) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_TRIES));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
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
