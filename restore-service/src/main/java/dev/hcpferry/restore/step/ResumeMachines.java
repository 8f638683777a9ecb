package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;

/** Done when Cluster API works on the machines again, from the top down; the data that they are judged by is proved by now. */
public final class ResumeMachines implements Step<RestoreContext> {
    private static final List<ResourceKind> TOP_DOWN = List.of(
            ResourceKind.CLUSTER,
            ResourceKind.AWS_CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE);

    @Override
    public String name() {
        return "resume-machines";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("the destination serves by then: there is no way back");
    }

    @Override
    public StepResult run(RestoreContext context) {
        return StepResult.done(PausedObjects.resume(context, TOP_DOWN) + " Cluster API objects are not paused");
    }
}
