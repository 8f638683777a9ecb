package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/**
 * Done when no MachineHealthCheck watches any more, each with a note of how it was: they delete machines whose nodes don't report
 * (DOMAIN "Order effects"). First of all pauses, because on the way back it has to be the last one that ends.
 */
public final class PauseHealthChecks implements Step<BackupContext> {
    @Override
    public String name() {
        return "pause-health-checks";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ResumeHealthChecks());
    }

    @Override
    public StepResult run(BackupContext context) {
        return StepResult.done(pause(context.source()) + " MachineHealthChecks are paused");
    }

    /** @return how many there are */
    static int pause(Site source) {
        List<KubernetesObject> checks = source.inControlPlane(ResourceKind.MACHINE_HEALTH_CHECK);
        checks.forEach(check -> source.cluster().edit(check.key(), Pause::set));
        return checks.size();
    }
}
