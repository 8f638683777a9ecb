package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/** Done when every object through which Cluster API or CAPA could reach an instance is paused (DOMAIN guard 1). */
public final class PauseMachines implements Step<CleanupContext> {
    private static final List<ResourceKind> KINDS = List.of(
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_HEALTH_CHECK,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.AWS_CLUSTER);

    @Override
    public String name() {
        return "pause-machines";
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        List<KubernetesObject> objects = KINDS.stream()
                .flatMap(kind -> source.inControlPlane(kind).stream())
                .toList();
        objects.stream()
                .filter(object -> Pause.of(object).isEmpty())
                .forEach(object -> source.cluster().edit(object.key(), Pause::apply));
        return StepResult.done(objects.size() + " Cluster API objects are paused");
    }
}
