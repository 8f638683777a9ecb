package dev.hcpferry.backup.preflight;

/** The destination is known, answers, and accepts our credentials. */
final class DestinationReachable implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return CheckResult.passed(around.provenDestination().name() + " answers");
    }
}
