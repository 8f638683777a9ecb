package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;

/** Done when MachineHealthChecks watch again: only now, because they delete machines whose nodes are not Ready. */
public final class ResumeHealthChecks implements Step<RestoreContext> {
    @Override
    public String name() {
        return "resume-health-checks";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("the destination serves by then: there is no way back");
    }

    @Override
    public StepResult run(RestoreContext context) {
        int resumed = PausedObjects.resume(context, List.of(ResourceKind.MACHINE_HEALTH_CHECK));
        return StepResult.done(resumed + " MachineHealthChecks are not paused");
    }
}
