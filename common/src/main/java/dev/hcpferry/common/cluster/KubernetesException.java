package dev.hcpferry.common.cluster;

/** An API server refused or could not be reached. The message holds no object content. */
public final class KubernetesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public KubernetesException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public KubernetesException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What a caller can tell apart. */
    public enum Kind {
        /** No connection, TLS failure, or no answer in time. */
        UNREACHABLE,
        /** 401. */
        UNAUTHENTICATED,
        /** 403. */
        FORBIDDEN,
        /** 404 on something other than a single object: the kind is not served. */
        NOT_SERVED,
        /** 409 that outlasted the retries. */
        CONFLICT,
        /** 400 or 422: the server does not accept the object. */
        INVALID,
        /** Anything else, such as 500. */
        OTHER
    }
}
