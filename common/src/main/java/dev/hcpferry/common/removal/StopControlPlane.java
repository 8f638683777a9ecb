package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.SideBySide;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Done when every Deployment and StatefulSet of the site's control plane is scaled to 0. */
public final class StopControlPlane<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;

    public StopControlPlane(Function<C, Site> where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "stop-control-plane";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) throws InterruptedException {
        Site site = where.apply(context);
        List<KubernetesObject> running = Stream.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)
                .flatMap(kind -> site.inControlPlane(kind).stream())
                .filter(workload -> Workload.replicas(workload) > 0)
                .toList();
        SideBySide.map(running, workload -> site.cluster().edit(workload.key(), Workload::scaleToZero));
        return StepResult.done("scaled " + running.size() + " workloads to 0");
    }
}
