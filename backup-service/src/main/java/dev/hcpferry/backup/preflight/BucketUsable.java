package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;

/** The bucket takes bundles: private, writable, in the region, with the KMS key if one is asked for. */
final class BucketUsable implements PreflightCheck {
    @Override
    public void require(BackupContext context) {
        context.systems()
                .bundles()
                .checkBucket(context.bundleAddress(), context.hostedCluster().region());
    }
}
