package dev.hcpferry.simulation.service;

import dev.hcpferry.simulation.log.EventLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The producer of one process: the log has a record, and has said so, when the call returns. */
final class Emitter {
    private final ServiceKind service;
    private final Life life;
    private final EventLog log;
    private final Interference interference;

    Emitter(ServiceKind service, Life life, EventLog log, Interference interference) {
        this.service = service;
        this.life = life;
        this.log = log;
        this.interference = interference;
    }

    @SuppressWarnings("unchecked")
    MutinyEmitter<byte[]> asMutiny() {
        return (MutinyEmitter<byte[]>) Proxy.newProxyInstance(
                MutinyEmitter.class.getClassLoader(),
                new Class<?>[] {MutinyEmitter.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("sendMessage")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    send((Message<byte[]>) arguments[0]);
                    return Uni.createFrom().voidItem();
                });
    }

    @SuppressWarnings("unchecked")
    private void send(Message<byte[]> message) {
        OutgoingKafkaRecordMetadata<String> metadata =
                message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        Call call = new Call(service, life, "kafka", "publish");
        life.pass();
        interference.before(call);
        life.pass();
        log.append(
                metadata.getTopic(),
                Objects.requireNonNull(metadata.getKey()),
                Objects.requireNonNull(metadata.getHeaders()),
                message.getPayload());
        interference.after(call);
        life.pass();
    }
}
