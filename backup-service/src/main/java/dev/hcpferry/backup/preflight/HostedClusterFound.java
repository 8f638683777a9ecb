package dev.hcpferry.backup.preflight;

/** The source has the hosted cluster. */
final class HostedClusterFound implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return CheckResult.passed("infraID " + around.provenHostedCluster().infraId() + " in "
                + around.provenHostedCluster().region());
    }
}
