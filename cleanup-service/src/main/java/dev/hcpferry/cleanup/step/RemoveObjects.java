package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;

/** Done when the control-plane namespace holds none of these kinds. Proves again that the machine controllers are gone. */
public final class RemoveObjects implements Step<CleanupContext> {
    private final String name;
    private final List<ResourceKind> kinds;

    public RemoveObjects(String name, ResourceKind... kinds) {
        this.name = name;
        this.kinds = List.of(kinds);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        List<String> alive = WorkloadsStopped.remaining(source, HyperShift.MACHINE_CONTROLLERS);
        if (!alive.isEmpty()) {
            return StepResult.failed(
                    ReasonCode.MACHINE_CONTROLLERS_RUNNING,
                    "came back on the source: " + String.join(", ", alive),
                    "find out who starts it, stop it, then retry the migration");
        }
        List<KubernetesObject> objects = kinds.stream()
                .flatMap(kind -> source.inControlPlane(kind).stream())
                .toList();
        List<String> held = objects.parallelStream()
                .map(object -> Removal.remove(source.cluster(), object))
                .flatMap(Optional::stream)
                .toList();
        if (!held.isEmpty()) {
            return StepResult.waiting(String.join("; ", held));
        }
        return objects.isEmpty()
                ? StepResult.done("the source holds no " + kinds.getFirst().kind())
                : StepResult.waiting("removed " + objects.size() + " objects", source.changes(kinds.getFirst()));
    }
}
