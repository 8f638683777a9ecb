package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.KubernetesException.Kind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.stream.Collectors;

/** Translates what fabric8 throws; keeps out what a server quotes from objects, which may be secret. */
final class Fabric8Exceptions {
    private Fabric8Exceptions() {}

    static KubernetesException translate(KubernetesClientException refused, String doing) {
        Kind kind = kindOf(refused);
        String why = kind == Kind.UNREACHABLE ? "no answer" : refused.getCode() + fieldsOf(refused.getStatus());
        return new KubernetesException(kind, doing + ": " + kind + " (" + why + ")", withoutContent(refused));
    }

    private static Kind kindOf(KubernetesClientException refused) {
        return switch (refused.getCode()) {
            case 0, -1 -> Kind.UNREACHABLE;
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_SERVED;
            case 409 -> Kind.CONFLICT;
            case 400, 422 -> Kind.INVALID;
            default -> Kind.OTHER;
        };
    }

    private static String fieldsOf(Status status) {
        if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null) {
            return "";
        }
        String fields = status.getDetails().getCauses().stream()
                .map((StatusCause cause) -> cause.getField() + " " + cause.getReason())
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : ": " + fields;
    }

    /** Only where it happened: the message of a refusal quotes values. */
    private static Throwable withoutContent(KubernetesClientException refused) {
        Throwable cause = refused.getCause();
        return cause instanceof IOException ? cause : new IllegalStateException("HTTP " + refused.getCode());
    }
}
