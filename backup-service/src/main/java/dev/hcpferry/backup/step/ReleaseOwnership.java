package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;

/** Done when the source HostedCluster carries no mark of this migration: others may move it now. */
public final class ReleaseOwnership implements BackwardStep<BackupContext> {
    @Override
    public String name() {
        return "release-ownership";
    }

    @Override
    public StepResult run(BackupContext context) {
        context.source()
                .hostedCluster()
                .ifPresent(hostedCluster -> context.source()
                        .cluster()
                        .edit(
                                hostedCluster.object().key(),
                                object -> object.removeAnnotation(OwnershipMarks.MIGRATION)));
        return StepResult.done(context.ref() + " belongs to no migration");
    }
}
