package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;

/**
 * Done when no pod of Cluster API, CAPA or the control-plane-operator is left on the source. Until that is proved nothing is
 * deleted: a deleted AWSMachine takes its instance along while CAPA lives (DOMAIN guard 1).
 */
public final class StopMachineControllers implements Step<CleanupContext> {
    /** Many times their grace period of 10 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "stop-machine-controllers";
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        HyperShift.MACHINE_CONTROLLERS.forEach(name -> source.deployment(name)
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .ifPresent(deployment -> source.cluster().edit(deployment.key(), Workload::scaleToZero)));
        List<String> remaining = WorkloadsStopped.remaining(source, HyperShift.MACHINE_CONTROLLERS);
        if (remaining.isEmpty()) {
            return StepResult.done("no pod is left of " + String.join(", ", HyperShift.MACHINE_CONTROLLERS));
        }
        String what = String.join(", ", remaining);
        if (context.systems().clock().instant().isAfter(context.stoppingSince().plus(PATIENCE))) {
            return StepResult.failed(
                    ReasonCode.MACHINE_CONTROLLERS_RUNNING,
                    "still running on the source: " + what + "; nothing was deleted",
                    "find out why it does not end, end it, then retry the migration");
        }
        return StepResult.waiting("waiting for the end of " + what, source.changes(ResourceKind.POD));
    }
}
