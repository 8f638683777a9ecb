package dev.hcpferry.backup.preflight;

/** The source lets us do all that is needed there. */
final class SourcePermissions implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return Permissions.of(around.source());
    }
}
