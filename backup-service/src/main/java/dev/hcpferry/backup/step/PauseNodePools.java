package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.stream.Stream;

/**
 * Done when nothing makes or deletes machines any more: neither the NodePools nor what Cluster API has for them, MachineHealthChecks
 * included, each with a note of how it was (DOMAIN "Pausing", "Order effects"). First of all pauses, because on the way back it has
 * to be the last one that ends.
 */
public final class PauseNodePools implements Step<BackupContext> {
    @Override
    public String name() {
        return "pause-node-pools";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ResumeNodePools());
    }

    /** Cluster API's objects come first: those of a paused NodePool are paused by HyperShift, as if by a user. */
    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        List<KubernetesObject> pools = source.nodePools();
        context.run().observe(Observations::withSourcePaused);
        if (pools.stream().noneMatch(Pause::isNoted)) {
            clusterApi(source).forEach(object -> pause(source, object));
        }
        pauseRest(source);
        pools.forEach(pool -> source.cluster().edit(pool.key(), Pause::set));
        return StepResult.done("paused " + pools.size() + " NodePools and their machines");
    }

    /** Those that came meanwhile. */
    static void pauseRest(Site source) {
        clusterApi(source).filter(object -> Pause.of(object).isEmpty()).forEach(object -> pause(source, object));
    }

    static Stream<KubernetesObject> clusterApi(Site source) {
        return Pause.BY_ANNOTATION.stream().flatMap(kind -> source.inControlPlane(kind).stream());
    }

    private static void pause(Site source, KubernetesObject object) {
        source.cluster().edit(object.key(), found -> {
            Pause.set(found);
            if (Workload.OF_MACHINES.contains(found.kind())) {
                Workload.noteReplicas(found);
            }
        });
    }
}
