package dev.hcpferry.backup.preflight;

/** The destination lets us do all that is needed there. */
final class DestinationPermissions implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return Permissions.of(around.destination());
    }
}
