package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import java.time.Duration;
import java.util.Objects;

/** A presigned URL of the snapshot fits into a HostedCluster and outlives the restore, signed with our present credentials. */
final class SnapshotUrlUsable implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        Deadlines deadlines = around.request().deadlines();
        Duration asked = deadlines == null ? null : deadlines.restore();
        Duration validity = Objects.requireNonNullElse(
                        asked, around.context().systems().settings().deadline().restore())
                .plus(BundleStore.URL_MARGIN);
        around.context().systems().bundles().checkSnapshotUrl(around.bundleAddress(), validity);
        return CheckResult.passed("short enough, and valid for " + validity);
    }
}
