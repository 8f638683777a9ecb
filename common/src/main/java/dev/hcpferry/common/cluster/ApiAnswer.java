package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesException.Kind;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What an API server answered.
 *
 * @param body missing when it is not JSON
 * @param retryAfter what the server asks for; zero when it asks for nothing
 */
record ApiAnswer(int code, JsonNode body, Duration retryAfter) {
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.\\-\\[\\]/]{1,200}");
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,40}");

    boolean succeeded() {
        return code >= 200 && code < 300;
    }

    boolean notFound() {
        return code == 404;
    }

    boolean conflict() {
        return code == 409;
    }

    /** A place in history that the server has forgotten. */
    boolean expired() {
        return code == 410;
    }

    /** Worth sending again: every request of this adapter may safely arrive twice. */
    boolean passing() {
        return code == 429 || code >= 500;
    }

    /** The object that a success carries. */
    ObjectNode object(String doing) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new KubernetesException(Kind.OTHER, doing + ": the answer is not a JSON object");
    }

    /** The answer as an exception. Servers and webhooks quote objects in their messages, so only reasons and field names are told. */
    KubernetesException refusal(String doing) {
        String reason = plain(body.path("reason"), REASON, "");
        String fields = StreamSupport.stream(body.at("/details/causes").spliterator(), false)
                .map(cause -> plain(cause.path("field"), FIELD, "a field") + " "
                        + plain(cause.path("reason"), REASON, "is not accepted"))
                .collect(Collectors.joining(", "));
        String message = doing + ": HTTP " + code + (reason.isEmpty() ? "" : " " + reason)
                + (namespaceIsMissing() ? ", the namespace is not there" : "")
                + (fields.isEmpty() ? "" : " (" + fields + ")");
        return new KubernetesException(kind(), message);
    }

    private Kind kind() {
        return switch (code) {
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> namespaceIsMissing() ? Kind.OTHER : Kind.NOT_SERVED;
            case 409 -> Kind.CONFLICT;
            case 400, 422 -> Kind.INVALID;
            default -> Kind.OTHER;
        };
    }

    private boolean namespaceIsMissing() {
        return code == 404 && "namespaces".equals(body.at("/details/kind").asText());
    }

    private static String plain(JsonNode text, Pattern expected, String otherwise) {
        return expected.matcher(text.asText()).matches() ? text.asText() : otherwise;
    }
}
