package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/**
 * Done when the HostedCluster and every NodePool of it is paused. Before that, every Cluster API object that somebody paused
 * already gets a note of it: afterwards nobody could tell their pause from ours.
 */
public final class PauseHostedCluster implements Step<BackupContext> {
    /** What Cluster API pauses object by object, and the Cluster itself; {@link PauseHealthChecks} pauses the rest. */
    static final List<ResourceKind> PAUSABLE = List.of(
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.AWS_CLUSTER);

    @Override
    public String name() {
        return "pause-hosted-cluster";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ResumeHostedCluster());
    }

    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        HostedCluster hostedCluster = context.hostedCluster();
        if (hostedCluster.object().annotation(OwnershipMarks.PAUSED_UNTIL).isEmpty()) {
            PAUSABLE.forEach(
                    kind -> source.inControlPlane(kind).forEach(object -> notePause(source.cluster(), object)));
        }
        List<KubernetesObject> pools = source.nodePools();
        context.run().observe(Observations::withSourcePaused);
        pools.forEach(pool -> source.cluster().edit(pool.key(), Pause::set));
        source.cluster().edit(hostedCluster.object().key(), Pause::set);
        return StepResult.done("paused the HostedCluster and " + pools.size() + " NodePools");
    }

    private static void notePause(ManagementCluster cluster, KubernetesObject object) {
        if (Pause.of(object).isPresent()) {
            cluster.edit(object.key(), Pause::set);
        }
    }
}
