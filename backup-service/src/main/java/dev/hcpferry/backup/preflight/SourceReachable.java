package dev.hcpferry.backup.preflight;

/** The source is known, answers, and accepts our credentials. */
final class SourceReachable implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return CheckResult.passed(around.provenSource().name() + " answers");
    }
}
