package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Done when no pod of Cluster API, CAPA or the control-plane-operator is left on the site. Until that is proved nothing is
 * deleted: a deleted AWSMachine takes its instance along while CAPA lives (DOMAIN guard 1).
 */
public final class StopMachineControllers<C extends MigrationContext> implements Step<C> {
    /** Many times their grace period of 10 s. */
    private static final String REMEDY = "find out why it does not end, end it, then retry the migration";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Function<C, Site> where;

    public StopMachineControllers(Function<C, Site> where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "stop-machine-controllers";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        Site site = where.apply(context);
        HyperShift.MACHINE_CONTROLLERS.forEach(name -> site.deployment(name)
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .ifPresent(deployment -> site.cluster().edit(deployment.key(), Workload::scaleToZero)));
        List<String> remaining = WorkloadsStopped.remaining(site, HyperShift.MACHINE_CONTROLLERS);
        if (remaining.isEmpty()) {
            return StepResult.done("no pod is left of " + String.join(", ", HyperShift.MACHINE_CONTROLLERS));
        }
        String what = String.join(", ", remaining);
        if (context.hasWaited(name(), PATIENCE)) {
            return StepResult.failed(
                    ReasonCode.MACHINE_CONTROLLERS_RUNNING,
                    "still running on " + site.name() + ": " + what + "; nothing was deleted",
                    REMEDY);
        }
        return StepResult.waiting("waiting for the end of " + what, site.changes(ResourceKind.POD))
                .orElse(ReasonCode.MACHINE_CONTROLLERS_RUNNING, REMEDY);
    }
}
