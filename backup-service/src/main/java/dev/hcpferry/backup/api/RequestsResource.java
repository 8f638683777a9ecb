package dev.hcpferry.backup.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.backup.adopt.DeadSourceRules;
import dev.hcpferry.common.api.Problem;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.messaging.EventPublisher;
import dev.hcpferry.common.tracing.MigrationTraces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes a MigrationRequested for those who have no Kafka client at hand. */
@Path("/migrations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {
    private final EventPublisher publisher;
    private final MigrationTraces traces;
    private final FerrySettings settings;

    public RequestsResource(EventPublisher publisher, MigrationTraces traces, FerrySettings settings) {
        this.publisher = publisher;
        this.traces = traces;
        this.settings = settings;
    }

    /** The same JSON as the event's data; 202 with the migration's id once the broker has it, 400 naming every wrong field. */
    @POST
    @RunOnVirtualThread
    public Response request(ObjectNode data, @HeaderParam(MigrationTraces.HEADER) @Nullable String traceparent) {
        List<FieldError> errors = EventSchemas.check(EventType.MIGRATION_REQUESTED, data);
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        String ceId = UUID.randomUUID().toString();
        if (!data.hasNonNull("migrationId")) {
            data.put("migrationId", EventDecoder.normalised(ceId));
        }
        MigrationRequested request = EventJson.MAPPER.convertValue(data, MigrationRequested.class);
        List<FieldError> violations = new DeadSourceRules(settings).violations(request);
        if (!violations.isEmpty()) {
            return refused(violations);
        }
        traces.joinCaller(request.migrationId(), traceparent);
        publisher.publish(request, ceId, request.hostedCluster().subject());
        return Response.accepted(Map.of("migrationId", request.migrationId()))
                .location(URI.create("/migrations/" + request.migrationId()))
                .build();
    }

    private static Response refused(List<FieldError> errors) {
        return Problem.response(Status.BAD_REQUEST, "the request is not as the contract demands", errors);
    }
}
