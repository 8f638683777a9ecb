package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.SideBySide;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Done when these deployments are at 0 and no pod of theirs is left. A terminating kube-apiserver takes writes for up to 135 s,
 * and a write after the snapshot would be lost (DOMAIN "The procedure", backup 3).
 */
public final class QuiesceWorkloads implements Step<BackupContext> {
    private final String name;
    private final List<String> workloads;

    public QuiesceWorkloads(String name, List<String> workloads) {
        this.name = name;
        this.workloads = workloads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ScaleBack(name.replace("quiesce", "resume"), workloads));
    }

    @Override
    public StepResult run(BackupContext context) throws InterruptedException {
        Site source = context.source();
        String now = context.systems().clock().instant().toString();
        SideBySide.map(
                workloads,
                workload -> source.deployment(workload)
                        .filter(deployment -> Workload.replicas(deployment) > 0)
                        .flatMap(deployment -> scaleDown(source, deployment, now)));
        if (workloads.contains(HyperShift.KUBE_APISERVER)) {
            Instant since = ApiOutage.since(source);
            context.run().observe(seen -> seen.withApiUnavailableSince(since));
        }
        List<String> remaining = WorkloadsStopped.remaining(source, workloads);
        return remaining.isEmpty()
                ? StepResult.done("no pod is left of " + String.join(", ", workloads))
                : StepResult.waiting("still there: " + String.join(", ", remaining), source.changes(ResourceKind.POD))
                        .orElse(
                                ReasonCode.SOURCE_NOT_QUIESCED,
                                "find out who keeps it running or scales it up again, then migrate again");
    }

    private static Optional<KubernetesObject> scaleDown(Site source, KubernetesObject deployment, String now) {
        return source.cluster().edit(deployment.key(), found -> {
            Workload.scaleToZero(found);
            if (found.annotation(OwnershipMarks.SCALED_DOWN_AT).isEmpty()) {
                found.annotate(OwnershipMarks.SCALED_DOWN_AT, now);
            }
        });
    }
}
