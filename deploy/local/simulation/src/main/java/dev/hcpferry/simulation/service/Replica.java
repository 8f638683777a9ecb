package dev.hcpferry.simulation.service;

import dev.hcpferry.backup.BackupDefinition;
import dev.hcpferry.cleanup.CleanupDefinition;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.messaging.ActiveRuns;
import dev.hcpferry.common.messaging.BundleWorker;
import dev.hcpferry.common.messaging.CommandHandler;
import dev.hcpferry.common.messaging.DeadLetters;
import dev.hcpferry.common.messaging.Deliveries;
import dev.hcpferry.common.messaging.EventPublisher;
import dev.hcpferry.common.messaging.Inquiries;
import dev.hcpferry.common.messaging.PhaseLog;
import dev.hcpferry.common.messaging.PhaseMeters;
import dev.hcpferry.common.messaging.PhaseWorker;
import dev.hcpferry.common.messaging.ProgressPublisher;
import dev.hcpferry.common.messaging.TrackingConsumer;
import dev.hcpferry.common.messaging.WorkConsumer;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.tracing.MigrationTraces;
import dev.hcpferry.common.tracing.PhaseTracing;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.restore.RestoreDefinition;
import dev.hcpferry.simulation.log.ConsumerGroup;
import dev.hcpferry.simulation.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** One process of a service: everything of the product between the broker and the outside systems. */
final class Replica {
    private static final List<String> TRACKED =
            Arrays.stream(EventType.values()).map(EventType::topic).toList();

    private final Life life;
    private final EventLog log;
    private final ConsumerGroup work;
    private final ConsumerGroup tracked;
    private final WorkConsumer consumer;
    private final TrackingConsumer tracking;
    private final ProgressPublisher progress;
    private final Semaphore news = new Semaphore(1);

    Replica(ServiceKind kind, Life life, Systems systems, EventLog log, ConsumerGroup work, Emitter emitter) {
        this.life = life;
        this.log = log;
        this.work = work;
        this.tracked = new ConsumerGroup(log, TRACKED);
        tracked.assign(this);
        MigrationTraces traces = new MigrationTraces();
        MigrationTracker tracker = new MigrationTracker();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EventPublisher publisher = new EventPublisher(emitter.asMutiny(), kind.label(), traces, new Deliveries());
        PhaseLog phaseLog = new PhaseLog();
        ActiveRuns runs = new ActiveRuns(life);
        this.progress = new ProgressPublisher(publisher, new SeldomBeats(life));
        this.tracking = new TrackingConsumer(tracker, traces, topics -> ends());
        PhaseWorker worker = new PhaseWorker(
                definition(kind, systems, tracker),
                runs,
                tracker,
                tracking,
                publisher,
                progress,
                phaseLog,
                new PhaseMeters(meters),
                new PhaseTracing(OpenTelemetry.noop().getTracer("simulation"), traces),
                life);
        this.consumer = new WorkConsumer(
                worker,
                new Inquiries(publisher),
                new BundleWorker(new NoBundles(), runs, publisher, phaseLog, life),
                runs,
                new CommandHandler(worker, tracker),
                tracker,
                tracking,
                new DeadLetters(publisher, meters),
                meters,
                traces,
                life);
    }

    /** Reads on its own threads, until its process ends. */
    void begin() {
        log.onAppend(news::release);
        Thread.ofVirtual().start(() -> {
            try {
                tracking.begin();
                while (true) {
                    life.await(news, Duration.ofSeconds(5));
                    life.await(
                            new Semaphore(0),
                            Duration.ofMillis(1 + life.jitter().nextInt(50)));
                    news.drainPermits();
                    catchUp();
                    work.poll(this).forEach(this::deliver);
                }
            } catch (InterruptedException | ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (Crashed gone) {
                progress.stop();
            }
        });
    }

    /** It may have been assigned something. */
    void look() {
        news.release();
    }

    /** It learns that it has no partitions any more. */
    void revoked() {
        life.pass();
        consumer.onPartitionsRevoked(
                new MockConsumer<>("earliest"), log.ends(TRACKED).keySet());
    }

    private static PhaseDefinition<?> definition(ServiceKind kind, Systems systems, MigrationTracker tracker) {
        return switch (kind) {
            case BACKUP -> new BackupDefinition(systems, tracker);
            case RESTORE -> new RestoreDefinition(systems);
            case CLEANUP -> new CleanupDefinition(systems);
        };
    }

    /** Whoever asks how far the log reaches has read it when he is told. */
    private Map<TopicPartition, Long> ends() {
        life.pass();
        Map<TopicPartition, Long> ends = new HashMap<>(log.ends(TRACKED));
        catchUp();
        return ends;
    }

    private synchronized void catchUp() {
        for (ConsumerRecord<byte[], byte[]> record : tracked.poll(this)) {
            tracking.receive(Records.message(record, () -> {}));
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        Runnable acknowledge = () -> {
            life.pass();
            work.acknowledge(this, record);
        };
        if (record.topic().equals(EventType.COMMAND.topic())) {
            consumer.receiveCommand(Records.message(record, acknowledge));
        } else {
            consumer.receiveInput(Records.message(record, acknowledge));
        }
    }
}
