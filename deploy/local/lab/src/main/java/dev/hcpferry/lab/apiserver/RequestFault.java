package dev.hcpferry.lab.apiserver;

/** What an API server can answer instead of what it should. */
public enum RequestFault {
    /** 409 to an update, as if somebody else had been quicker. */
    CONFLICT,
    /** 429 with Retry-After to anything. */
    TOO_MANY_REQUESTS,
    /** 500 to anything, and nothing done. */
    ERROR,
    /** 500 to a write that was done. */
    ERROR_AFTER_COMMIT,
    /** No answer, and the connection lost, to a write that was done. */
    SILENCE_AFTER_COMMIT,
    /** 410 to a continued list or to a watch. */
    EXPIRED;

    boolean fits(String method, boolean continued) {
        return switch (this) {
            case CONFLICT -> method.equals("PUT") || method.equals("PATCH");
            case TOO_MANY_REQUESTS, ERROR -> true;
            case ERROR_AFTER_COMMIT, SILENCE_AFTER_COMMIT -> !method.equals("GET");
            case EXPIRED -> continued;
        };
    }
}
