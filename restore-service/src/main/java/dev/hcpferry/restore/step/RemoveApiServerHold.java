package dev.hcpferry.restore.step;

import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;

/** Done when the destination has no policy of this migration. */
public final class RemoveApiServerHold implements BackwardStep<RestoreContext> {
    @Override
    public String name() {
        return "remove-api-server-hold";
    }

    @Override
    public StepResult run(RestoreContext context) {
        ApiServerHold.remove(context);
        return StepResult.done("there is no policy that holds API servers back");
    }
}
