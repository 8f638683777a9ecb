package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.guest.NodeHeartbeats.Beat;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Done when MachineHealthChecks are paused as they were before this migration, that is as a rule not at all. They would delete the
 * machines of nodes that could not reach their API, so every node has to report to the source first. One that still doesn't after
 * ten minutes, longer than anybody remembers the old address of a name, has a trouble of its own, which is theirs to repair.
 */
public final class ResumeHealthChecks implements BackwardStep<BackupContext> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "resume-health-checks";
    }

    @Override
    public StepResult run(BackupContext context) {
        List<KubernetesObject> paused = context.source().inControlPlane(ResourceKind.MACHINE_HEALTH_CHECK).stream()
                .filter(Pause::isNoted)
                .toList();
        if (paused.isEmpty()) {
            return StepResult.done("no MachineHealthCheck is paused by this migration");
        }
        Optional<GuestApi> opened = context.guest(context.source());
        if (opened.isEmpty()) {
            return StepResult.waiting("the hosted cluster has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            List<String> silent = silent(guest, context);
            return silent.isEmpty() || context.hasWaited(name(), PATIENCE)
                    ? resume(paused, silent, context)
                    : StepResult.waiting("MachineHealthChecks stay paused until these nodes have reported again: "
                            + String.join(", ", silent));
        } catch (KubernetesException away) {
            return StepResult.waiting("MachineHealthChecks stay paused: the guest API does not say which nodes have"
                    + " reported: " + away.getMessage());
        }
    }

    private static List<String> silent(GuestApi guest, BackupContext context) {
        return context.heartbeats().look(guest).stream()
                .filter(beat -> !beat.alive())
                .map(Beat::node)
                .map(KubernetesObject::name)
                .toList();
    }

    private static StepResult resume(List<KubernetesObject> paused, List<String> silent, BackupContext context) {
        paused.forEach(check -> context.source().cluster().edit(check.key(), Pause::restore));
        return StepResult.done(paused.size() + " MachineHealthChecks are as they were before"
                + (silent.isEmpty() ? "" : ", though these nodes do not report: " + String.join(", ", silent)));
    }
}
