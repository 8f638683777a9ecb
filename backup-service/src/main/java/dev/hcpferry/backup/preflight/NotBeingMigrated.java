package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** No other migration owns the hosted cluster. */
public final class NotBeingMigrated implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        require(around.hostedCluster(), around.context());
        return CheckResult.passed("no other migration owns it");
    }

    /** The same for a HostedCluster as it was read just now. */
    public static void require(HostedCluster hostedCluster, MigrationContext context) {
        hostedCluster
                .owner()
                .filter(owner -> !owner.equals(context.migrationId()))
                .ifPresent(owner -> {
                    throw new PhaseFailure(
                            ReasonCode.ALREADY_BEING_MIGRATED,
                            context.ref() + " belongs to migration " + owner,
                            "wait for migration " + owner
                                    + " to end, or finish it by hand, then publish the request again");
                });
    }
}
