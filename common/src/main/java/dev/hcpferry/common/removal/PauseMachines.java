package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.function.Function;

/** Done when every object through which Cluster API or CAPA could reach an instance is paused (DOMAIN guard 1). */
public final class PauseMachines<C extends MigrationContext> implements Step<C> {
    private final Function<C, Site> where;

    public PauseMachines(Function<C, Site> where) {
        this.where = where;
    }

    @Override
    public String name() {
        return "pause-machines";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) {
        Site site = where.apply(context);
        List<KubernetesObject> objects = Pause.OF_CLUSTER_API.stream()
                .flatMap(kind -> site.inControlPlane(kind).stream())
                .toList();
        objects.stream()
                .filter(object -> Pause.of(object).isEmpty())
                .forEach(object -> site.cluster().edit(object.key(), Pause::apply));
        return StepResult.done(objects.size() + " Cluster API objects are paused");
    }
}
