package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;

/**
 * Done when the HostedCluster is paused. Before that, a Cluster that somebody paused already gets a note of it: afterwards nobody could
 * tell their pause from ours.
 */
public final class PauseHostedCluster implements Step<BackupContext> {
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
        KubernetesObject hostedCluster = context.hostedCluster().object();
        if (!Pause.isNoted(hostedCluster)) {
            source.inControlPlane(ResourceKind.CLUSTER).stream()
                    .filter(cluster -> Pause.of(cluster).isPresent())
                    .forEach(cluster -> source.cluster().edit(cluster.key(), Pause::set));
        }
        source.cluster().edit(hostedCluster.key(), Pause::set);
        return StepResult.done("paused the HostedCluster");
    }
}
