package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.phase.BundleDefinition;
import dev.hcpferry.common.phase.Phase;

/** One live bundle on its way. */
record LiveBundle(LiveContext context) implements BundleDefinition.Execution<LiveContext> {

    @Override
    public Phase<LiveContext> phase() {
        return LivePhase.STEPS;
    }

    /** Built from the committed bundle alone, so that every run tells the same. */
    @Override
    public BundleCompleted completed() {
        Committed committed = context.committed().orElseThrow();
        BackupBundle bundle = committed.bundle();
        return new BundleCompleted(
                bundle.id(),
                bundle.hostedCluster(),
                context.request().source(),
                Kind.LIVE,
                bundle.infraId(),
                bundle.snapshot(),
                bundle.manifests(),
                committed.index(),
                bundle.nodes(),
                bundle.completedAt());
    }
}
