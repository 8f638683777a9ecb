package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.bundle.BundleAddress;

/** The bucket takes bundles: private, writable, in the region, with the KMS key if one is asked for. */
final class BucketUsable implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        BundleAddress address = around.provenBundleAddress();
        around.context()
                .systems()
                .bundles()
                .checkBucket(address, around.hostedCluster().region());
        return CheckResult.passed(address.bucket() + " is private, writable and in the region");
    }
}
