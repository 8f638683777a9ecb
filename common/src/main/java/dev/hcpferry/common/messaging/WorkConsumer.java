package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.Decoding;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inquiry;
import dev.hcpferry.common.phase.Time;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
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
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Duration LAST_STEP = Duration.ofSeconds(20);
    private static final Duration LAST_STEP_OF_REBALANCE = Duration.ofSeconds(5);

    private final PhaseWorker worker;
    private final Inquiries inquiries;
    private final BundleWorker bundles;
    private final ActiveRuns runs;
    private final CommandHandler commands;
    private final MigrationTracker tracker;
    private final TrackingConsumer tracking;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final MigrationTraces traces;
    private final Time time;
    private final SubjectQueues queues = new SubjectQueues();
    private final Map<TopicPartition, Lane> lanes = new ConcurrentHashMap<>();

    public WorkConsumer(
            PhaseWorker worker,
            Inquiries inquiries,
            BundleWorker bundles,
            ActiveRuns runs,
            CommandHandler commands,
            MigrationTracker tracker,
            TrackingConsumer tracking,
            DeadLetters deadLetters,
            MeterRegistry meters,
            MigrationTraces traces,
            Time time) {
        this.worker = worker;
        this.inquiries = inquiries;
        this.bundles = bundles;
        this.runs = runs;
        this.commands = commands;
        this.tracker = tracker;
        this.tracking = tracking;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.traces = traces;
        this.time = time;
    }

    @Incoming("phase-input")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> receiveInput(Message<byte[]> message) {
        IncomingRecord record = IncomingRecord.of(message);
        return enqueue(message, record, subjectOf(record), this::handleInput);
    }

    @Incoming("commands")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> receiveCommand(Message<byte[]> message) {
        IncomingRecord record = IncomingRecord.of(message);
        return enqueue(message, record, migrationOf(record), this::handleCommand);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(
                partition -> Optional.ofNullable(lanes.remove(partition)).ifPresent(Lane::close));
        runs.stop(Lane::closed, "its partition went to another replica", LAST_STEP_OF_REBALANCE);
    }

    void shutDown(@Observes @Priority(1) ShutdownEvent stopping) {
        runs.shutDown(LAST_STEP);
        queues.close();
    }

    /** Bundles and questions wait for their like, but no migration waits for them. */
    private static String subjectOf(IncomingRecord input) {
        String subject = Objects.requireNonNullElse(input.content().key(), "");
        if (Inquiries.isOne(input)) {
            return subject + " inquiries";
        }
        return EventType.BUNDLE_REQUESTED.topic().equals(input.metadata().getTopic()) ? subject + " bundles" : subject;
    }

    /** Commands need no key, and one that waits must not hold up those of other migrations. */
    private static String migrationOf(IncomingRecord command) {
        return EventDecoder.decode(EventType.COMMAND, command.content()) instanceof Decoding.Decoded decoded
                ? decoded.event().migrationId()
                : "";
    }

    private CompletionStage<Void> enqueue(
            Message<byte[]> message, IncomingRecord record, String queue, Handler handler) {
        Lane lane = lanes.computeIfAbsent(record.partition(), Lane::new);
        queues.submit(queue, () -> {
            RunKeys.clear();
            try {
                while (!isDone(record, lane, handler)) {
                    time.await(new Semaphore(0), AFTER_A_FAILURE);
                }
                message.ack();
            } catch (HandedBack stopped) {
                LOG.infof("%s is left to whoever reads its partition next", record.origin());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    /** @return false when it has to be tried again */
    private boolean isDone(IncomingRecord record, Lane lane, Handler handler) throws InterruptedException, HandedBack {
        try {
            tracking.awaitNow();
            if (lane.closed() || !handler.handle(record, lane)) {
                throw new HandedBack();
            }
            return true;
        } catch (ExecutionException unavailable) {
            LOG.warnf("Kafka does not answer, %s waits: %s", record.origin(), unavailable.getMessage());
        } catch (RunAgain stopped) {
            LOG.warnf("%s: %s", record.origin(), stopped.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "%s could not be handled and is tried again", record.origin());
        }
        return false;
    }

    /** @return whether the record is dealt with for good */
    private boolean handleInput(IncomingRecord record, Lane lane) throws InterruptedException {
        EventType type = EventType.ofTopic(record.metadata().getTopic()).orElseThrow();
        return switch (EventDecoder.decode(type, record.content())) {
            case Decoding.Undecodable why -> {
                deadLetters.add(record, why);
                yield true;
            }
            case Decoding.Decoded(PhaseFailed failed, String ceId) -> resumeSource(failed, record, lane);
            case Decoding.Decoded(BundleRequested requested, String ceId) -> takeBundle(requested, record, lane);
            case Decoding.Decoded(MigrationEvent input, String ceId) -> dispose(input, ceId, record, lane);
        };
    }

    private boolean dispose(MigrationEvent input, String ceId, IncomingRecord record, Lane lane)
            throws InterruptedException {
        traces.join(input.migrationId(), record.traceparent());
        Optional<TrackedMigration> known = tracker.find(input.migrationId());
        return switch (Disposition.of(worker.definition(), input, ceId, known)) {
            case Disposition.Run run -> counted(worker.run(Work.forward(input, 1, lane)), record);
            case Disposition.AwaitApproval approval -> {
                worker.awaitApproval(input);
                yield counted(true, record);
            }
            case Disposition.Answer(Inquiry inquiry) -> {
                inquiries.answer(input, ceId, inquiry);
                yield counted(true, record);
            }
            case Disposition.Refuse(String why) -> {
                worker.refuse(input, why);
                yield counted(true, record);
            }
            case Disposition.Ignore(String why) -> ignore(record, input, why);
        };
    }

    private boolean takeBundle(BundleRequested requested, IncomingRecord record, Lane lane) {
        return tracker.bundles().isTaken(requested.hostedCluster(), requested.migrationId())
                ? ignore(record, requested, "the bundle is there already")
                : counted(bundles.take(requested, lane), record);
    }

    /** A restore has undone itself: then the source has to run the hosted cluster again. */
    private boolean resumeSource(PhaseFailed failed, IncomingRecord record, Lane lane) throws InterruptedException {
        if (failed.phase() != PhaseName.RESTORE || failed.rollback() != Rollback.DONE) {
            return true;
        }
        Optional<TrackedMigration> known = tracker.find(failed.migrationId());
        Optional<MigrationRequested> request = known.flatMap(TrackedMigration::request);
        if (request.isEmpty()) {
            return ignore(record, failed, "its request is not known any more");
        }
        if (request.get().fromBundle() != null) {
            return ignore(record, failed, "its source is dead: there is nothing to resume");
        }
        boolean resumed = known.get().idOf(EventType.SOURCE_RESUMED).isPresent()
                && known.get()
                        .progress(PhaseName.BACKUP)
                        .filter(progress -> progress.state().ended())
                        .isPresent();
        return resumed
                ? ignore(record, failed, "the source is resumed already")
                : counted(worker.run(Work.back(request.get(), lane, failed)), record);
    }

    private boolean handleCommand(IncomingRecord record, Lane lane) throws InterruptedException {
        return switch (EventDecoder.decode(EventType.COMMAND, record.content())) {
            case Decoding.Undecodable why -> {
                // Every service reads the commands; one of them files what is none.
                if (worker.definition().name() == PhaseName.BACKUP) {
                    deadLetters.add(record, why);
                }
                yield true;
            }
            case Decoding.Decoded decoded ->
                commands.obey(
                        (MigrationCommand) decoded.event(),
                        decoded.ceId(),
                        record.metadata().getTimestamp(),
                        lane);
        };
    }

    private boolean counted(boolean ended, IncomingRecord record) {
        if (ended) {
            EventCounts.count(meters, record.metadata().getTopic(), "handled");
        }
        return ended;
    }

    private boolean ignore(IncomingRecord record, MigrationEvent event, String why) {
        LOG.infof("Ignored %s of migration %s: %s", record.origin(), event.migrationId(), why);
        EventCounts.count(meters, record.metadata().getTopic(), "duplicate");
        return true;
    }

    /** Deals with one record; false leaves it in the queue. */
    private interface Handler {
        boolean handle(IncomingRecord record, Lane lane) throws InterruptedException;
    }

    /** This replica does not finish the record. */
    private static final class HandedBack extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
