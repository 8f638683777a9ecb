package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.EtcdEvidence;
import java.util.List;
import java.util.Optional;

/**
 * Done when etcd is proved to be one cluster with the data of the snapshot. An etcd that came up otherwise is not going to change: then the step fails.
 */
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
        Site destination = context.destination();
        if (EtcdEvidence.isKept(context)) {
            return StepResult.done("etcd is proved already");
        }
        if (destination.etcd().isEmpty()) {
            return StepResult.waiting(
                            "HyperShift has not begun to restore etcd yet",
                            destination.changes(ResourceKind.STATEFUL_SET))
                    .orElse(
                            ReasonCode.HYPERSHIFT_NOT_RECONCILING,
                            "repair the hypershift-operator of " + destination.name() + ", then retry the migration");
        }
        EtcdEvidence evidence = EtcdEvidence.look(context);
        Optional<String> wrong = evidence.wrong();
        if (wrong.isPresent()) {
            return StepResult.failed(
                    ReasonCode.ETCD_RESTORE_FAILED,
                    wrong.get(),
                    "nobody was served by it: after the rollback, migrate again; if it happens again, restore by hand");
        }
        List<Evidence> missing = evidence.missing();
        if (missing.isEmpty()) {
            EtcdEvidence.keep(context);
            return StepResult.done("etcd holds the restored data");
        }
        return MissingEvidence.wait(missing, destination.changes(ResourceKind.POD));
    }
}
