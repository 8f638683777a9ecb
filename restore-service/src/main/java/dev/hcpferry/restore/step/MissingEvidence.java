package dev.hcpferry.restore.step;

import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.phase.StepResult.Waiting;
import dev.hcpferry.common.phase.StepResult.WakeUp;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits for proofs that do not hold yet, and says what it means when they never do. */
final class MissingEvidence {
    private static final Set<String> RESTORED_DATA =
            Set.of(HyperShift.ETCD_SNAPSHOT_RESTORED, "EtcdOneCluster", "EtcdRevision", "EtcdKeys");

    private MissingEvidence() {}

    /** @param missing at least one */
    static Waiting wait(List<Evidence> missing, WakeUp... wakeUps) {
        Waiting waiting = StepResult.waiting(
                missing.stream()
                        .map(evidence -> evidence.check() + ": " + evidence.detail())
                        .collect(Collectors.joining("; ")),
                wakeUps);
        if (misses(missing, Set.of("NodeProviderIDs"))) {
            return waiting.orElse(
                    ReasonCode.NODES_CHANGED,
                    "look at Machines and AWSMachines on the destination; do not delete anything on the source before you know why");
        }
        if (misses(missing, RESTORED_DATA)) {
            return waiting.orElse(
                    ReasonCode.ETCD_RESTORE_FAILED,
                    "look at the log of etcd-init in the etcd pods of the destination, then retry the migration");
        }
        return waiting;
    }

    private static boolean misses(List<Evidence> missing, Set<String> checks) {
        return missing.stream().map(Evidence::check).anyMatch(checks::contains);
    }
}
