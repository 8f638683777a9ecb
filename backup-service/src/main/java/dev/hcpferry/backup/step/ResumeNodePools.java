package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.guest.NodeHeartbeats.Beat;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Done when NodePools and their machines are paused as they were before this migration, that is as a rule not at all.
 * MachineHealthChecks and the cluster-autoscaler would delete the machines of nodes that could not reach their API, so every node
 * has to report to the source first. One that still doesn't after ten minutes, longer than anybody remembers the old address of a
 * name, has a trouble of its own, which is theirs to repair.
 */
public final class ResumeNodePools implements BackwardStep<BackupContext> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "resume-node-pools";
    }

    @Override
    public StepResult run(BackupContext context) {
        List<KubernetesObject> paused = paused(context.source());
        if (paused.isEmpty()) {
            return StepResult.done("no NodePool is paused by this migration");
        }
        Optional<GuestApi> opened = context.guest(context.source());
        if (opened.isEmpty()) {
            return StepResult.waiting("the hosted cluster has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            List<String> silent = silent(guest, context);
            return silent.isEmpty() || context.hasWaited(name(), PATIENCE)
                    ? resume(context.source(), paused, silent)
                    : StepResult.waiting("NodePools stay paused until these nodes have reported again: "
                            + String.join(", ", silent));
        } catch (KubernetesException away) {
            return StepResult.waiting("NodePools stay paused: the guest API does not say which nodes have reported: "
                    + away.getMessage());
        }
    }

    /** NodePools first: as long as one is paused, HyperShift pauses what Cluster API has for it. */
    private static List<KubernetesObject> paused(Site source) {
        return Stream.concat(source.nodePools().stream(), PauseNodePools.clusterApi(source))
                .filter(Pause::isNoted)
                .toList();
    }

    private static List<String> silent(GuestApi guest, BackupContext context) {
        return context.heartbeats().look(guest).stream()
                .filter(beat -> !beat.alive())
                .map(Beat::node)
                .map(KubernetesObject::name)
                .toList();
    }

    /** Replicas first, all still paused: a cluster-autoscaler that had not heard of the nodes may have lowered them. */
    private static StepResult resume(Site source, List<KubernetesObject> paused, List<String> silent) {
        paused.forEach(object -> source.cluster().edit(object.key(), Workload::scaleBack));
        paused.forEach(object -> source.cluster().edit(object.key(), Pause::restore));
        return StepResult.done("NodePools and their machines are as they were before"
                + (silent.isEmpty() ? "" : ", though these nodes do not report: " + String.join(", ", silent)));
    }
}
