package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.EtcdEvidence;
import java.util.List;
import java.util.stream.Collectors;

/** Done when etcd is proved to be one cluster with the data of the snapshot. */
public final class AwaitEtcdRestored implements Step<RestoreContext> {
    @Override
    public String name() {
        return "await-etcd-restored";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("what it changes is removed");
    }

    @Override
    public StepResult run(RestoreContext context) throws InterruptedException {
        List<Evidence> missing = EtcdEvidence.collect(context).stream()
                .filter(evidence -> !evidence.passed())
                .toList();
        if (missing.isEmpty()) {
            EtcdEvidence.keep(context);
            return StepResult.done("etcd holds the restored data");
        }
        return StepResult.waiting(
                describe(missing),
                context.destination().changes(ResourceKind.HOSTED_CONTROL_PLANE),
                context.destination().changes(ResourceKind.POD));
    }

    static String describe(List<Evidence> missing) {
        return missing.stream()
                .map(evidence -> evidence.check() + ": " + evidence.detail())
                .collect(Collectors.joining("; "));
    }
}
