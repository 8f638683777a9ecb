package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** What a check found. */
public sealed interface CheckResult {

    /** It holds. */
    record Passed(String detail) implements CheckResult {}

    /** It holds as far as a migration may start, and somebody should know this before. */
    record Warned(String detail) implements CheckResult {}

    /** It does not hold, so a migration would not start. */
    record Failed(ReasonCode reason, String detail, String remedy) implements CheckResult {
        static Failed of(PhaseFailure failure) {
            return new Failed(
                    failure.reason(), failure.getMessage(), failure.result().nextAction());
        }
    }

    /** Nobody can tell now: something that it builds on is missing, or did not answer. */
    record Unjudged(String why) implements CheckResult {}

    static CheckResult passed(String detail) {
        return new Passed(detail);
    }

    static CheckResult warning(String detail) {
        return new Warned(detail);
    }

    static CheckResult failed(ReasonCode reason, String detail, String remedy) {
        return new Failed(reason, detail, remedy);
    }
}
