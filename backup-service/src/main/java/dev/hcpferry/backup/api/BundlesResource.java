package dev.hcpferry.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.api.Problem;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.messaging.EventPublisher;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.tracking.KnownBundles.KnownBundle;
import dev.hcpferry.common.tracking.MigrationTracker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What bundles there are, and a request for another one. */
@Path("/bundles")
@Produces(MediaType.APPLICATION_JSON)
public class BundlesResource {
    private final MigrationTracker tracker;
    private final EventPublisher publisher;

    public BundlesResource(MigrationTracker tracker, EventPublisher publisher) {
        this.tracker = tracker;
        this.publisher = publisher;
    }

    /** Those that the event topics tell of, newest first; older live ones may have been removed since. */
    @GET
    @RunOnVirtualThread
    public List<View> all() {
        Instant now = Instant.now();
        return tracker.bundles().all().stream()
                .map(bundle -> View.of(bundle, now))
                .toList();
    }

    /** The same JSON as BundleRequested's data; 202 with what names the bundle once the broker has it, 400 naming every wrong field. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response request(ObjectNode data) {
        List<FieldError> errors = EventSchemas.check(EventType.BUNDLE_REQUESTED, data);
        if (!errors.isEmpty()) {
            return Problem.response(Status.BAD_REQUEST, "the request is not as the contract demands", errors);
        }
        String ceId = UUID.randomUUID().toString();
        if (!data.hasNonNull("migrationId")) {
            data.put("migrationId", EventDecoder.normalised("live-" + ceId));
        }
        BundleRequested request = EventJson.MAPPER.convertValue(data, BundleRequested.class);
        publisher.publish(request, ceId, request.hostedCluster().subject());
        return Response.accepted(Map.of("migrationId", request.migrationId())).build();
    }

    /** One bundle. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            HostedClusterRef hostedCluster,
            String id,
            @Nullable Kind kind,
            S3Location location,
            long snapshotBytes,
            Instant completedAt,
            Duration age) {
        static View of(KnownBundle bundle, Instant now) {
            return new View(
                    bundle.hostedCluster(),
                    bundle.id(),
                    bundle.kind(),
                    bundle.location(),
                    bundle.snapshotBytes(),
                    bundle.completedAt(),
                    Duration.ofSeconds(
                            Duration.between(bundle.completedAt(), now).toSeconds()));
        }
    }
}
