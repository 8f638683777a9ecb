package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.model.ReasonCode;

/** The API server has a hostname that a move does not change. */
final class ApiHostnameFixed implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return around.hostedCluster()
                .apiHostname()
                .map(host -> CheckResult.passed("the API is at " + host))
                .orElseGet(() -> CheckResult.failed(
                        ReasonCode.NO_STABLE_API_HOSTNAME,
                        "the API server of " + around.context().ref() + " has no hostname of its own",
                        "only hosted clusters with a fixed API hostname in spec.services can be moved"));
    }
}
