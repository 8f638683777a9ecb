package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/** Done when every precondition holds; each builds on those before it. */
public final class Preflight implements Step<BackupContext> {
    private static final List<PreflightCheck> CHECKS = List.of(
            new ClustersUsable(),
            new HostedClusterSupported(),
            new NotBeingMigrated(),
            new DestinationFree(),
            new DestinationReady(),
            new BucketUsable(),
            new DnsZoneFound(),
            new EtcdHealthy());

    @Override
    public String name() {
        return "preflight";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(BackupContext context) throws InterruptedException {
        for (PreflightCheck check : CHECKS) {
            check.require(context);
        }
        return StepResult.done(CHECKS.size() + " checks passed");
    }
}
