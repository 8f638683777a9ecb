package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.model.ReasonCode;

/** The hosted cluster runs on AWS. */
final class PlatformSupported implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        String platform = around.hostedCluster().platform();
        return "AWS".equals(platform)
                ? CheckResult.passed("AWS")
                : CheckResult.failed(
                        ReasonCode.PLATFORM_NOT_SUPPORTED,
                        around.context().ref() + " runs on platform " + platform + ", not on AWS",
                        "only hosted clusters on AWS can be moved");
    }
}
