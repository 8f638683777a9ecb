package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.SideBySide;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Done when the control-plane namespace holds none of these kinds. Proves again that the machine controllers are gone. */
public final class RemoveObjects<C extends MigrationContext> implements Step<C> {
    private final String name;
    private final Function<C, Site> where;
    private final List<ResourceKind> kinds;

    public RemoveObjects(String name, Function<C, Site> where, ResourceKind... kinds) {
        this.name = name;
        this.where = where;
        this.kinds = List.of(kinds);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) throws InterruptedException {
        Site site = where.apply(context);
        List<String> alive = WorkloadsStopped.remaining(site, HyperShift.MACHINE_CONTROLLERS);
        if (!alive.isEmpty()) {
            return StepResult.failed(
                    ReasonCode.MACHINE_CONTROLLERS_RUNNING,
                    "came back on " + site.name() + ": " + String.join(", ", alive),
                    "find out who starts it, stop it, then retry the migration");
        }
        List<KubernetesObject> objects = kinds.stream()
                .flatMap(kind -> site.inControlPlane(kind).stream())
                .toList();
        List<String> held = SideBySide.map(objects, object -> Removal.remove(site.cluster(), object)).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!held.isEmpty()) {
            return Removal.awaitRelease(held);
        }
        return objects.isEmpty()
                ? StepResult.done(site.name() + " holds no " + kinds.getFirst().kind())
                : StepResult.waiting("removed " + objects.size() + " objects", site.changes(kinds.getFirst()));
    }
}
