package dev.hcpferry.common.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand;
import dev.hcpferry.common.messaging.EventPublisher;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What every service answers: the migrations it knows, and commands for them. */
@Path("/migrations")
@Produces(MediaType.APPLICATION_JSON)
public class MigrationsResource {
    private final MigrationTracker tracker;
    private final EventPublisher publisher;

    public MigrationsResource(MigrationTracker tracker, EventPublisher publisher) {
        this.tracker = tracker;
        this.publisher = publisher;
    }

    /** All migrations, newest first. */
    @GET
    @RunOnVirtualThread
    public List<MigrationView> all() {
        return tracker.all().stream().map(MigrationView::summary).toList();
    }

    /** One migration with all its events, or 404. */
    @GET
    @Path("{id}")
    @RunOnVirtualThread
    public Response one(String id) {
        return tracker.find(id)
                .map(migration -> Response.ok(MigrationView.whole(migration)).build())
                .orElseGet(() -> notFound(id));
    }

    /** Publishes a command; 202 when the broker has it. */
    @POST
    @Path("{id}/commands")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response command(String id, ObjectNode body) {
        Optional<TrackedMigration> migration = tracker.find(id);
        if (migration.isEmpty()) {
            return notFound(id);
        }
        body.put("migrationId", id);
        List<FieldError> errors = EventSchemas.check(EventType.COMMAND, body);
        if (!errors.isEmpty()) {
            return Problem.response(Status.BAD_REQUEST, "the command is not as CONTRACT demands", errors);
        }
        MigrationCommand command = EventJson.MAPPER.convertValue(body, MigrationCommand.class);
        if (command.command() == MigrationCommand.Command.CANCEL && isTooLate(migration.get())) {
            return Problem.response(
                    Status.CONFLICT,
                    "the destination serves the hosted cluster and takes writes that the source does not have: "
                            + "to go back, migrate it back");
        }
        String subject =
                migration.get().hostedCluster().map(ref -> ref.subject()).orElse(id);
        publisher.publish(command, UUID.randomUUID().toString(), subject);
        return Response.accepted(command).build();
    }

    private static boolean isTooLate(TrackedMigration migration) {
        return migration.idOf(EventType.RESTORE_COMPLETED).isPresent();
    }

    private static Response notFound(String id) {
        String shown = id.matches("[-a-z0-9]{1,63}") ? id : "of this name";
        return Problem.response(Status.NOT_FOUND, "there is no migration " + shown);
    }
}
