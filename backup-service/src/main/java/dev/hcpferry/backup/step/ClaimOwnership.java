package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.preflight.NotBeingMigrated;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;

/** Done when the source HostedCluster carries this migration's id; the API server lets only one win. */
public final class ClaimOwnership implements Step<BackupContext> {
    @Override
    public String name() {
        return "claim-ownership";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ReleaseOwnership());
    }

    @Override
    public StepResult run(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        context.source().cluster().edit(hostedCluster.object().key(), object -> {
            NotBeingMigrated.require(new HostedCluster(object), context);
            object.annotate(OwnershipMarks.MIGRATION, context.migrationId());
        });
        return StepResult.done(context.ref() + " belongs to this migration");
    }
}
