package dev.hcpferry.restore.step;

import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.EtcdEvidence;

/**
 * Done when no API server can be started on the destination, or etcd is proved already. A write to a split or an empty etcd would be
 * lost (DOMAIN guard 3), and as long as nobody has written, the source can take over again.
 */
public final class HoldApiServers implements Step<RestoreContext> {
    @Override
    public String name() {
        return "hold-api-servers";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.by(new RemoveApiServerHold());
    }

    @Override
    public StepResult run(RestoreContext context) {
        if (EtcdEvidence.isKept(context)) {
            return StepResult.done("etcd is proved already");
        }
        return ApiServerHold.begin(context)
                ? StepResult.done("no API server starts before etcd is proved")
                : StepResult.done("not held: " + context.destination().name() + " serves no ValidatingAdmissionPolicy");
    }
}
