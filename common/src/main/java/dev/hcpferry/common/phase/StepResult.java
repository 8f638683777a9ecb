package dev.hcpferry.common.phase;

import dev.hcpferry.common.cluster.KubernetesApi;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one look at the world. */
public sealed interface StepResult {

    static StepResult done(String detail) {
        return new Done(detail);
    }

    static Waiting waiting(String message, WakeUp... wakeUps) {
        return new Waiting(
                message, List.of(wakeUps), ReasonCode.DEADLINE_EXCEEDED, "remove the cause, then retry the migration");
    }

    static StepResult failed(ReasonCode reason, String message, String nextAction) {
        return new Failed(reason, message, nextAction);
    }

    /** The done-condition holds. */
    record Done(String detail) implements StepResult {}

    /**
     * Not yet: look again when one of these changes, and now and then anyway.
     *
     * @param reason why the step has failed if this is still so at the deadline
     * @param nextAction what is to be done then
     */
    record Waiting(String message, List<WakeUp> wakeUps, ReasonCode reason, String nextAction) implements StepResult {
        public Waiting {
            wakeUps = List.copyOf(wakeUps);
        }

        /** The same, with a reason of its own to fail for at the deadline. */
        public Waiting orElse(ReasonCode reasonAtDeadline, String nextActionThen) {
            return new Waiting(message, wakeUps, reasonAtDeadline, nextActionThen);
        }
    }

    /** It can't be achieved, and trying again does not help. */
    record Failed(ReasonCode reason, String message, String nextAction) implements StepResult {}

    /** A kind of object whose changes are worth a new look. */
    record WakeUp(
            KubernetesApi api, ResourceKind kind, @Nullable String namespace) {}
}
