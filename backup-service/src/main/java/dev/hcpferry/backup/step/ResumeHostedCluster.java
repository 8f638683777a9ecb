package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Done when the HostedCluster, its NodePools and everything of Cluster API is paused as it was before this migration, that is as
 * a rule not at all. The hypershift-operator carries it to the HostedControlPlane and the Cluster; when it doesn't, they are
 * resumed directly.
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
        Instant patientUntil = context.since(name()).plus(PATIENCE);
        source.nodePools().forEach(pool -> source.cluster().edit(pool.key(), Pause::undo));
        PauseHostedCluster.PAUSABLE.stream()
                .flatMap(kind -> source.inControlPlane(kind).stream())
                .filter(object -> object.kind() != ResourceKind.CLUSTER)
                .forEach(object -> source.cluster().edit(object.key(), Pause::undo));
        HostedCluster hostedCluster = resumed(source, context.hostedCluster());
        if (hostedCluster.paused()) {
            return StepResult.done("the HostedCluster is paused as it was before");
        }
        List<KubernetesObject> unseen = AwaitPause.BY_OPERATOR.stream()
                .flatMap(kind -> source.inControlPlane(kind).stream())
                .filter(object -> Pause.of(object).isPresent() || Pause.isNoted(object))
                .toList();
        if (unseen.isEmpty()) {
            return StepResult.done("nothing of the hosted cluster is paused");
        }
        if (context.systems().clock().instant().isBefore(patientUntil)) {
            unseen.stream()
                    .filter(Pause::isNoted)
                    .forEach(object -> source.cluster().edit(object.key(), Pause::undo));
            return StepResult.waiting(
                    "the hypershift-operator has not resumed " + unseen + " yet",
                    source.changes(ResourceKind.HOSTED_CONTROL_PLANE),
                    source.changes(ResourceKind.CLUSTER));
        }
        LOG.warnf("The hypershift-operator of %s does not act: resuming %s directly", source.name(), unseen);
        unseen.forEach(object -> source.cluster().edit(object.key(), Pause::undo));
        return StepResult.waiting("the hypershift-operator does not act: resuming directly");
    }

    private static HostedCluster resumed(Site source, HostedCluster hostedCluster) {
        return source.cluster()
                .edit(hostedCluster.object().key(), Pause::undo)
                .map(HostedCluster::new)
                .orElse(hostedCluster);
    }
}
