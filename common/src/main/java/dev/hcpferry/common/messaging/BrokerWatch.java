package dev.hcpferry.common.messaging;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** Asks the broker every few seconds whether it answers and which topics it has, so that nobody has to wait for it to know. */
@Startup
@ApplicationScoped
public class BrokerWatch {
    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
    private static final int SECONDS_BETWEEN_QUESTIONS = 5;
    private static final int TIMEOUT_SECONDS = 5;

    private final Admin admin;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("broker-watch").factory());
    private volatile Instant answeredAt = Instant.EPOCH;
    private volatile boolean answers;
    private volatile String problem = "Kafka (KAFKA_BOOTSTRAP_SERVERS) has not answered yet";

    public BrokerWatch(Topics topics) {
        this.admin = topics.admin();
        asking.scheduleWithFixedDelay(this::ask, 0, SECONDS_BETWEEN_QUESTIONS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        asking.shutdownNow();
        admin.close();
    }

    /** Empty while all is well. */
    public Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** When the broker answered last; empty while it does, just now. */
    public Optional<Instant> lastAnswer() {
        return answers ? Optional.empty() : Optional.of(answeredAt);
    }

    private void ask() {
        try {
            String missing = missing(Topics.missing(admin, TIMEOUT_SECONDS));
            answeredAt = Instant.now();
            answers = true;
            tell(missing);
        } catch (ExecutionException | TimeoutException silent) {
            if (answers) {
                answers = false;
                tell("Kafka (KAFKA_BOOTSTRAP_SERVERS) does not answer since " + Instant.now()
                        + "; work in hand goes on, and its events are sent when Kafka is back");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            answers = false;
            tell("Kafka can't be asked: " + unexpected.getMessage());
        }
    }

    private static String missing(Set<String> topics) {
        return topics.isEmpty()
                ? ""
                : "these topics are missing, or this service may not see them: " + String.join(", ", topics);
    }

    private void tell(String now) {
        if (!now.equals(problem)) {
            problem = now;
            if (now.isEmpty()) {
                LOG.info("Kafka answers and has all topics");
            } else {
                LOG.warn(now);
            }
        }
    }
}
