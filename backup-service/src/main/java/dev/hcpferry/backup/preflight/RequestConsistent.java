package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.model.ReasonCode;

/** The request asks for a move between two management clusters. */
final class RequestConsistent implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) {
        String source = around.request().source();
        return source.equals(around.request().destination())
                ? CheckResult.failed(
                        ReasonCode.INVALID_REQUEST,
                        "source and destination are both " + source,
                        "publish a request with two different management clusters")
                : CheckResult.passed(
                        "from " + source + " to " + around.request().destination());
    }
}
