package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/** Done when these deployments have the replicas that were noted before they were scaled down. */
public final class ScaleBack implements BackwardStep<BackupContext> {
    private final String name;
    private final List<String> workloads;

    public ScaleBack(String name, List<String> workloads) {
        this.name = name;
        this.workloads = workloads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        workloads.forEach(workload -> source.deployment(workload)
                .ifPresent(deployment -> source.cluster().edit(deployment.key(), Workload::scaleBack)));
        return StepResult.done("scaled back " + String.join(", ", workloads));
    }
}
