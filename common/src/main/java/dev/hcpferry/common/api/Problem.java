package dev.hcpferry.common.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Problem details of RFC 9457; {@code errors} names every wrong field. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    private static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Response response(Response.Status status, String detail, List<FieldError> errors) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, errors))
                .build();
    }

    public static Response response(Response.Status status, String detail) {
        return response(status, detail, List.of());
    }
}
