package dev.hcpferry.restore.step;

import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.EtcdEvidence;

/** Done when the API servers may run on the proved etcd. From here on the guest writes, and the source is behind. */
public final class ReleaseApiServers implements Step<RestoreContext> {
    @Override
    public String name() {
        return "release-api-servers";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("there is no way back: the source does not have what the guest writes from now on");
    }

    @Override
    public StepResult run(RestoreContext context) {
        ApiServerHold.lift(context);
        return StepResult.done("HyperShift starts the API servers");
    }

    /** Whether that has happened, in this run or in an earlier one. */
    public static boolean areReleased(RestoreContext context) {
        return EtcdEvidence.isKept(context) && !ApiServerHold.isHeld(context.destination());
    }
}
