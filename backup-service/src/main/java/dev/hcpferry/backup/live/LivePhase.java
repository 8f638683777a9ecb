package dev.hcpferry.backup.live;

import static dev.hcpferry.common.phase.Phase.branch;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Phase;

/** From a running hosted cluster to a verified bundle. Writes to S3 and nowhere else. */
public final class LivePhase {
    public static final Phase<LiveContext> STEPS = Phase.<LiveContext>named(PhaseName.BACKUP)
            .then(new CheckRunning())
            .sideBySide(branch(new TakeLiveSnapshot()), branch(new SaveLiveManifests()))
            .then(new CommitLiveBundle())
            .then(new VerifyLiveBundle())
            .then(new RemoveOldBundles())
            .build();

    private LivePhase() {}
}
