package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.phase.PhaseFailure;

/** The bucket takes bundles: private, writable, in the region, with the KMS key if one is asked for. */
final class BucketUsable implements PreflightCheck {
    @Override
    public void require(BackupContext context) {
        try {
            context.systems()
                    .bundles()
                    .checkBucket(
                            context.bundleAddress(), context.hostedCluster().region());
        } catch (BundleException unusable) {
            throw new PhaseFailure(
                    unusable.reason(),
                    String.valueOf(unusable.getMessage()),
                    "correct the bucket or its settings, then publish the request again");
        }
    }
}
