package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Done when the pause is seen on the HostedControlPlane, the Cluster and all that Cluster API would otherwise act on. The
 * hypershift-operator carries it to the first two; when it doesn't, they are paused directly. MachineSets of MachineDeployments,
 * Machines and MachineHealthChecks it never pauses (DOMAIN "Pausing", "Order effects").
 */
public final class AwaitPause implements Step<BackupContext> {
    private static final Logger LOG = Logger.getLogger(AwaitPause.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final List<ResourceKind> BY_OPERATOR = List.of(ResourceKind.HOSTED_CONTROL_PLANE, ResourceKind.CLUSTER);

    @Override
    public String name() {
        return "await-pause";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("what it paused is resumed together with the hosted cluster and its NodePools");
    }

    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        PauseNodePools.pauseRest(source);
        List<KubernetesObject> unseen = new ArrayList<>();
        BY_OPERATOR.forEach(kind -> unpaused(source, kind).forEach(unseen::add));
        if (unseen.isEmpty()) {
            return StepResult.done("the pause has reached the control plane and Cluster API");
        }
        if (!context.hasWaited(name(), PATIENCE)) {
            return StepResult.waiting(
                            "the hypershift-operator has not paused " + unseen + " yet",
                            source.changes(ResourceKind.HOSTED_CONTROL_PLANE),
                            source.changes(ResourceKind.CLUSTER))
                    .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING, nextAction(source));
        }
        LOG.warnf(
                "The hypershift-operator of %s does not carry the pause on: pausing %s directly",
                source.name(), unseen);
        unseen.forEach(object -> source.cluster().edit(object.key(), Pause::apply));
        return StepResult.waiting("the hypershift-operator does not act: pausing " + unseen + " directly")
                .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING, nextAction(source));
    }

    static String nextAction(Site source) {
        return "repair the hypershift-operator of " + source.name() + ", then retry the migration";
    }

    private static Stream<KubernetesObject> unpaused(Site source, ResourceKind kind) {
        return source.inControlPlane(kind).stream()
                .filter(object -> Pause.of(object).isEmpty());
    }
}
