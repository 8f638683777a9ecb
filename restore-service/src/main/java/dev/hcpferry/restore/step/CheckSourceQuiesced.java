package dev.hcpferry.restore.step;

import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.DeadSource;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Optional;

/**
 * Done when the source is seen paused, owned by this migration and without writers: never two active control planes. A dead source
 * may be silent, or quiet without our mark.
 */
public final class CheckSourceQuiesced implements Step<RestoreContext> {
    private final String name;

    /** @param name of this look; a source that was quiet may be started again by somebody who knows nothing of the migration */
    public CheckSourceQuiesced(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site source = context.source();
        if (context.request().fromBundle() != null) {
            return DeadSource.look(source, context.backup().infraId()).result();
        }
        Optional<HostedCluster> hostedCluster = source.hostedCluster();
        if (hostedCluster.isEmpty()) {
            return active("the source has no HostedCluster " + context.ref());
        }
        if (!hostedCluster.get().owner().filter(context.migrationId()::equals).isPresent()) {
            return active("the HostedCluster on the source does not belong to this migration any more");
        }
        if (!hostedCluster.get().paused()) {
            return active("the HostedCluster on the source is not paused");
        }
        List<String> writers = WorkloadsStopped.remaining(source, WorkloadsStopped.WRITERS);
        return writers.isEmpty()
                ? StepResult.done("nothing writes the source's etcd")
                : active("still active on the source: " + String.join(", ", writers));
    }

    private static StepResult active(String why) {
        return StepResult.failed(
                ReasonCode.SOURCE_NOT_QUIESCED,
                why,
                "the source was resumed or changed: publish a new request to migrate again");
    }
}
