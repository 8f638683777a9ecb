package dev.hcpferry.common.phase;

import dev.hcpferry.common.model.ReasonCode;

/** Thrown from within a step when it can't be achieved: the same as returning {@link StepResult.Failed}. */
public class PhaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;
    private final String nextAction;

    public PhaseFailure(ReasonCode reason, String message, String nextAction) {
        super(message);
        this.reason = reason;
        this.nextAction = nextAction;
    }

    public ReasonCode reason() {
        return reason;
    }

    public StepResult.Failed result() {
        return new StepResult.Failed(reason, getMessage(), nextAction);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
