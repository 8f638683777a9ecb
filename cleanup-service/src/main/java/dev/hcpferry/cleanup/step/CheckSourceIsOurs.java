package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * Done when the HostedCluster on the source is this migration's and paused, without API servers, or was removed by an earlier run.
 * A source that somebody has resumed is left alone.
 */
public final class CheckSourceIsOurs implements Step<CleanupContext> {
    @Override
    public String name() {
        return "check-source-is-ours";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        Optional<HostedCluster> hostedCluster = source.hostedCluster();
        if (hostedCluster.isEmpty()) {
            return source.cluster()
                            .find(ResourceKind.NAMESPACE, null, source.controlPlaneNamespace())
                            .isEmpty()
                    ? StepResult.done("an earlier run has removed the HostedCluster")
                    : refused("the control-plane namespace is there without its HostedCluster");
        }
        if (hostedCluster.get().owner().filter(context.migrationId()::equals).isEmpty()) {
            return refused("the HostedCluster does not belong to this migration any more");
        }
        if (!hostedCluster.get().paused()) {
            return refused("the HostedCluster is not paused any more");
        }
        List<String> serving = WorkloadsStopped.remaining(source, HyperShift.API_SERVERS);
        return serving.isEmpty()
                ? StepResult.done("the source is quiesced and belongs to this migration")
                : refused("somebody has started it again: " + String.join(", ", serving));
    }

    /** Whether an earlier run has removed everything that a lease would guard. */
    public static boolean nothingIsLeft(CleanupContext context) {
        return context.source().hostedCluster().isEmpty();
    }

    private static StepResult refused(String why) {
        return StepResult.failed(
                ReasonCode.SOURCE_NOT_QUIESCED,
                why,
                "find out who uses the source; it must be paused and carry this migration's annotation before it may be deleted");
    }
}
