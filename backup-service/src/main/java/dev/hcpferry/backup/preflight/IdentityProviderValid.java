package dev.hcpferry.backup.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.model.ReasonCode;
import java.util.Optional;

/** AWS accepts the hosted cluster's identity provider: the proof after a restore demands it again. */
final class IdentityProviderValid implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        Optional<JsonNode> condition = around.hostedCluster().object().condition("ValidAWSIdentityProvider");
        String status = condition.map(found -> found.path("status").asText()).orElse("absent");
        return switch (status) {
            case "True" -> CheckResult.passed("AWS accepts it");
            case "False" ->
                CheckResult.failed(
                        ReasonCode.IDENTITY_PROVIDER_INVALID,
                        "ValidAWSIdentityProvider is False: "
                                + condition.orElseThrow().path("message").asText(),
                        "repair the OIDC documents, the IAM provider or the roles, then publish the request again");
            default -> CheckResult.warning("HyperShift does not know whether AWS accepts it (" + status + ")");
        };
    }
}
