package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Done when the HostedCluster is paused as it was before this migration, that is as a rule not at all. The hypershift-operator
 * carries it to the HostedControlPlane and the Cluster; when it doesn't, they are resumed directly. The notes of what a user had paused
 * stay until then, that of the HostedCluster longest: without them a second look would take the user's pause for ours.
 */
public final class ResumeHostedCluster implements BackwardStep<BackupContext> {
    private static final Logger LOG = Logger.getLogger(ResumeHostedCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "resume-hosted-cluster";
    }

    @Override
    public StepResult run(BackupContext context) {
        Site source = context.source();
        KubernetesObject hostedCluster = context.hostedCluster().object();
        boolean ours = Pause.isNoted(hostedCluster);
        if (ours) {
            source.cluster().edit(hostedCluster.key(), Pause::undo);
        }
        List<KubernetesObject> unseen = ours && !Pause.byUser(hostedCluster) ? stillPaused(source) : List.of();
        if (!unseen.isEmpty()) {
            return carryOn(unseen, context);
        }
        byOperator(source)
                .filter(Pause::isNoted)
                .forEach(object -> source.cluster().edit(object.key(), Pause::restore));
        source.cluster().edit(hostedCluster.key(), Pause::forget);
        return StepResult.done(
                context.hostedCluster().paused()
                        ? "the HostedCluster is paused as it was before"
                        : "the HostedCluster is not paused");
    }

    private StepResult carryOn(List<KubernetesObject> unseen, BackupContext context) {
        Site source = context.source();
        if (!context.hasWaited(name(), PATIENCE)) {
            return StepResult.waiting(
                            "the hypershift-operator has not resumed " + unseen + " yet",
                            source.changes(ResourceKind.HOSTED_CONTROL_PLANE),
                            source.changes(ResourceKind.CLUSTER))
                    .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING, AwaitPause.nextAction(source));
        }
        LOG.warnf("The hypershift-operator of %s does not act: resuming %s directly", source.name(), unseen);
        unseen.forEach(object -> source.cluster().edit(object.key(), Pause::undo));
        return StepResult.waiting("the hypershift-operator does not act: resuming directly")
                .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING, AwaitPause.nextAction(source));
    }

    private static Stream<KubernetesObject> byOperator(Site source) {
        return AwaitPause.BY_OPERATOR.stream().flatMap(kind -> source.inControlPlane(kind).stream());
    }

    private static List<KubernetesObject> stillPaused(Site source) {
        return byOperator(source)
                .filter(object -> Pause.of(object).isPresent() && !Pause.byUser(object))
                .toList();
    }
}
