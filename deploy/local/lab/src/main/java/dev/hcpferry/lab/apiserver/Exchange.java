package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** A request and the way to answer it, which a fault may bend. */
record Exchange(HttpServerRequest request, Optional<RequestFault> fault) {

    HttpServerResponse response() {
        return request.response();
    }

    String parameter(String name) {
        return Optional.ofNullable(request.getParam(name)).orElse("");
    }

    static boolean isWatch(HttpServerRequest request) {
        String watch = request.getParam("watch");
        return "true".equals(watch) || "1".equals(watch);
    }

    void send(ApiProblem problem) {
        send(problem.code(), problem.toStatus());
    }

    void send(int code, JsonNode body) {
        if (fault.equals(Optional.of(RequestFault.SILENCE_AFTER_COMMIT))) {
            request.connection().close();
        } else if (fault.equals(Optional.of(RequestFault.ERROR_AFTER_COMMIT))) {
            ApiProblem problem = new ApiProblem(500, "InternalError", "etcdserver: request timed out");
            write(problem.code(), problem.toStatus());
        } else {
            write(code, body);
        }
    }

    /** What is answered before anything is done. */
    void refuseIfAsked() {
        fault.ifPresent(asked -> {
            switch (asked) {
                case CONFLICT -> throw new ApiProblem(409, "Conflict", "the object has been modified");
                case TOO_MANY_REQUESTS -> {
                    response().putHeader("Retry-After", "1");
                    throw new ApiProblem(429, "TooManyRequests", "too many requests, please try again later");
                }
                case ERROR -> throw new ApiProblem(500, "InternalError", "the server is not itself today");
                case EXPIRED -> throw ApiProblem.expired();
                case ERROR_AFTER_COMMIT, SILENCE_AFTER_COMMIT -> {}
            }
        });
    }

    private void write(int code, JsonNode body) {
        response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(body.toString());
    }
}
