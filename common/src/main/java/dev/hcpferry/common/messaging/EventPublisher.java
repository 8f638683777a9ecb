package dev.hcpferry.common.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PreflightCompleted;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.SourceCleaned;
import dev.hcpferry.common.event.SourceResumed;
import dev.hcpferry.common.tracing.MigrationTraces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes events as CloudEvents in binary mode. One producer sends all of them, so their order per key is the order of the calls. */
@ApplicationScoped
public class EventPublisher {
    private final MutinyEmitter<byte[]> emitter;
    private final String source;
    private final MigrationTraces traces;
    private final Deliveries deliveries;

    public EventPublisher(
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            @ConfigProperty(name = "quarkus.application.name") String application,
            MigrationTraces traces,
            Deliveries deliveries) {
        this.emitter = emitter;
        this.source = "/" + application;
        this.traces = traces;
        this.deliveries = deliveries;
    }

    /** Returns when the broker has acknowledged it. The same migration's event of the same type always gets the same {@code ce_id}. */
    public void publish(MigrationEvent event, String ceId, String subject) {
        send(event, ceId, subject).await().indefinitely();
    }

    /** Hands it to the producer; whether it arrives is not known. */
    public void publishInBackground(MigrationEvent event, String ceId, String subject, Runnable onFailure) {
        send(event, ceId, subject).subscribe().with(sent -> {}, failed -> onFailure.run());
    }

    /** Sends any record to any topic; returns when the broker has acknowledged it. */
    public void publishRaw(String topic, String key, Headers headers, byte[] value) {
        emit(topic, key, headers, value).await().indefinitely();
    }

    /** The hosted cluster that an event is about, as its subject; empty for events that name none. */
    public static String subjectOf(MigrationEvent event) {
        return switch (event) {
            case MigrationRequested requested -> requested.hostedCluster().subject();
            case BackupCompleted backup ->
                Objects.requireNonNull(backup.request()).hostedCluster().subject();
            case RestoreCompleted restored -> restored.request().hostedCluster().subject();
            case SourceCleaned cleaned -> cleaned.hostedCluster().subject();
            case PhaseFailed failed -> failed.hostedCluster().subject();
            case SourceResumed resumed -> resumed.hostedCluster().subject();
            case MigrationProgress progress -> progress.hostedCluster().subject();
            case BundleRequested requested -> requested.hostedCluster().subject();
            case BundleCompleted bundled -> bundled.hostedCluster().subject();
            case PreflightCompleted preflight -> preflight.hostedCluster().subject();
            case MigrationCommand command -> "";
        };
    }

    private Uni<Void> send(MigrationEvent event, String ceId, String subject) {
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", ceId);
        add(headers, "ce_source", source);
        add(headers, "ce_type", event.type().ceType());
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", Instant.now().toString());
        add(headers, "content-type", "application/json");
        add(headers, MigrationTraces.HEADER, traces.traceparent(event.migrationId()));
        String key = event instanceof MigrationProgress progress ? progress.key() : subject;
        try {
            return emit(event.type().topic(), key, headers, EventJson.MAPPER.writeValueAsBytes(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(event.type() + " can't be written as JSON", impossible);
        }
    }

    private Uni<Void> emit(String topic, String key, Headers headers, byte[] value) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withKey(key)
                .withHeaders(headers)
                .build();
        Deliveries.Delivery delivery = deliveries.begin(topic, Instant.now());
        return emitter.sendMessage(Message.of(value).addMetadata(metadata))
                .onItem()
                .invoke(sent -> deliveries.arrived(delivery))
                .onFailure()
                .invoke(why -> deliveries.failed(delivery, why, Instant.now()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
