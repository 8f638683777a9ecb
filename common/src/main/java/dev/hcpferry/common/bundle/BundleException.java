package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** The bundle or its bucket is not as it must be; trying again does not help. The message names no secret and no URL. */
public final class BundleException extends PhaseFailure {
    private static final long serialVersionUID = 1L;

    public BundleException(ReasonCode reason, String message) {
        super(reason, message, "correct the bucket, its settings or the credentials, then retry the migration");
    }
}
