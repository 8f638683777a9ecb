package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.Decoding;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.tracing.MigrationTraces;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes this service's input events and the commands, and has the phase run on a virtual thread. A record is acknowledged only
 * after the broker has the phase's output event; a run that had to stop leaves its record to whoever reads the partition next.
 */
@ApplicationScoped
@Identifier("work")
public class WorkConsumer implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(WorkConsumer.class);
    private static final Duration LAST_STEP = Duration.ofSeconds(20);
    private static final Duration LAST_STEP_OF_REBALANCE = Duration.ofSeconds(5);

    private final PhaseWorker worker;
    private final MigrationTracker tracker;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final MigrationTraces traces;
    private final SubjectQueues queues = new SubjectQueues();

    public WorkConsumer(
            PhaseWorker worker,
            MigrationTracker tracker,
            DeadLetters deadLetters,
            MeterRegistry meters,
            MigrationTraces traces) {
        this.worker = worker;
        this.tracker = tracker;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.traces = traces;
    }

    @Incoming("phase-input")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> receiveInput(Message<byte[]> message) {
        return enqueue(message, this::handleInput);
    }

    @Incoming("commands")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> receiveCommand(Message<byte[]> message) {
        return enqueue(message, this::handleCommand);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        worker.stop(partitions::contains, "its partition went to another replica", LAST_STEP_OF_REBALANCE);
    }

    void shutDown(@Observes @Priority(1) ShutdownEvent stopping) {
        worker.shutDown(LAST_STEP);
        queues.close();
    }

    private CompletionStage<Void> enqueue(Message<byte[]> message, Handler handler) {
        IncomingRecord record = IncomingRecord.of(message);
        String subject = Objects.requireNonNullElse(record.content().key(), "");
        queues.submit(subject, () -> {
            RunKeys.clear();
            try {
                tracker.awaitCaughtUp();
                if (handler.handle(record)) {
                    message.ack();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException unexpected) {
                LOG.errorf(unexpected, "%s could not be handled and stays in the queue", record.origin());
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    /** @return whether the record is dealt with for good */
    private boolean handleInput(IncomingRecord record) throws InterruptedException {
        EventType type = EventType.ofTopic(record.metadata().getTopic()).orElseThrow();
        return switch (EventDecoder.decode(type, record.content())) {
            case Decoding.Undecodable why -> {
                deadLetters.add(record, why);
                yield true;
            }
            case Decoding.Decoded decoded -> dispose(decoded.event(), decoded.ceId(), record);
        };
    }

    private boolean dispose(MigrationEvent input, String ceId, IncomingRecord record) throws InterruptedException {
        String topic = record.metadata().getTopic();
        traces.join(input.migrationId(), record.traceparent());
        Optional<TrackedMigration> known = tracker.find(input.migrationId());
        return switch (Disposition.of(worker.definition(), input, ceId, known)) {
            case Disposition.Run run -> {
                boolean ended = worker.run(
                        input, 1, new TopicPartition(topic, record.metadata().getPartition()));
                if (ended) {
                    EventCounts.count(meters, topic, "handled");
                }
                yield ended;
            }
            case Disposition.AwaitApproval approval -> {
                worker.awaitApproval(input);
                EventCounts.count(meters, topic, "handled");
                yield true;
            }
            case Disposition.Refuse(String why) -> {
                worker.refuse(input, why);
                EventCounts.count(meters, topic, "handled");
                yield true;
            }
            case Disposition.Ignore(String why) -> {
                LOG.infof("Ignored %s of migration %s: %s", record.origin(), input.migrationId(), why);
                EventCounts.count(meters, topic, "duplicate");
                yield true;
            }
        };
    }

    private boolean handleCommand(IncomingRecord record) throws InterruptedException {
        return switch (EventDecoder.decode(EventType.COMMAND, record.content())) {
            case Decoding.Undecodable why -> {
                // Every service reads the commands; one of them files what is none.
                if (worker.definition().name() == PhaseName.BACKUP) {
                    deadLetters.add(record, why);
                }
                yield true;
            }
            case Decoding.Decoded decoded -> obey((MigrationCommand) decoded.event(), record);
        };
    }

    private boolean obey(MigrationCommand command, IncomingRecord record) throws InterruptedException {
        PhaseName phase = worker.definition().name();
        Optional<TrackedMigration> migration = tracker.find(command.migrationId());
        Optional<? extends MigrationEvent> input = migration.flatMap(
                known -> known.event(inputType(), worker.definition().inputType()));
        Optional<PhaseState> state =
                migration.flatMap(known -> known.progress(phase)).map(progress -> progress.state());
        boolean wanted = switch (command.command()) {
            case APPROVE_CLEANUP -> phase == PhaseName.CLEANUP && state.equals(Optional.of(PhaseState.WAITING));
            case RETRY ->
                state.filter(now -> now == PhaseState.FAILED || now == PhaseState.HELD)
                        .isPresent();
            case CANCEL -> false;
        };
        if (!wanted || input.isEmpty()) {
            LOG.debugf("%s does not concern the %s of %s", command.command(), phase.label(), command.migrationId());
            return true;
        }
        LOG.infof("%s of migration %s by %s", command.command(), command.migrationId(), command.requestedBy());
        int attempt = 1
                + migration
                        .flatMap(known -> known.progress(phase))
                        .map(now -> now.attempt())
                        .orElse(0);
        return worker.run(
                input.get(),
                attempt,
                new TopicPartition(
                        record.metadata().getTopic(), record.metadata().getPartition()));
    }

    private EventType inputType() {
        return switch (worker.definition().name()) {
            case BACKUP -> EventType.MIGRATION_REQUESTED;
            case RESTORE -> EventType.BACKUP_COMPLETED;
            case CLEANUP -> EventType.RESTORE_COMPLETED;
        };
    }

    /** Deals with one record; false leaves it in the queue. */
    private interface Handler {
        boolean handle(IncomingRecord record) throws InterruptedException;
    }
}
