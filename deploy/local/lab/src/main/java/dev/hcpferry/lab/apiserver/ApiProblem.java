package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that the API server refuses, and what it says about it. */
public final class ApiProblem extends RuntimeException {

    private final int code;
    private final String reason;

    public ApiProblem(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiProblem notFound(ApiResource resource, String name) {
        return new ApiProblem(404, "NotFound", resource.qualifiedPlural() + " \"" + name + "\" not found");
    }

    static ApiProblem alreadyExists(ApiResource resource, String name) {
        return new ApiProblem(409, "AlreadyExists", resource.qualifiedPlural() + " \"" + name + "\" already exists");
    }

    static ApiProblem conflict(ApiResource resource, String name, String why) {
        return new ApiProblem(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource.qualifiedPlural() + " \"" + name + "\": " + why);
    }

    public static ApiProblem invalid(ApiResource resource, String name, String why) {
        return new ApiProblem(422, "Invalid", resource.kind() + " \"" + name + "\" is invalid: " + why);
    }

    static ApiProblem forbidden(String message) {
        return new ApiProblem(403, "Forbidden", message);
    }

    static ApiProblem badRequest(String message) {
        return new ApiProblem(400, "BadRequest", message);
    }

    static ApiProblem unsupportedMediaType(String message) {
        return new ApiProblem(415, "UnsupportedMediaType", message);
    }

    static ApiProblem expired() {
        return new ApiProblem(410, "Expired", "too old resource version");
    }

    int code() {
        return code;
    }

    ObjectNode toStatus() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
    }
}
