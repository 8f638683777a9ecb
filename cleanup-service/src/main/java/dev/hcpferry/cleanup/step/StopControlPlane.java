package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.stream.Stream;

/** Done when every Deployment and StatefulSet of the source's control plane is scaled to 0. */
public final class StopControlPlane implements Step<CleanupContext> {
    @Override
    public String name() {
        return "stop-control-plane";
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        List<KubernetesObject> running = Stream.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)
                .flatMap(kind -> source.inControlPlane(kind).stream())
                .filter(workload -> Workload.replicas(workload) > 0)
                .toList();
        running.parallelStream().forEach(workload -> source.cluster().edit(workload.key(), Workload::scaleToZero));
        return StepResult.done("scaled " + running.size() + " workloads to 0");
    }
}
