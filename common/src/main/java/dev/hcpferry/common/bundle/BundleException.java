package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.ReasonCode;

/** The bundle or its bucket is not as it must be; trying again does not help. The message names no secret and no URL. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;

    public BundleException(ReasonCode reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ReasonCode reason() {
        return reason;
    }
}
