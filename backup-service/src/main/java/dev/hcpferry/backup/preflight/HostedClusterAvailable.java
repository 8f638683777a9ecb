package dev.hcpferry.backup.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;

/** The control plane works now. A broken one may be moved all the same: that may be why. */
final class HostedClusterAvailable implements PreflightCheck {
    private static final String AVAILABLE = "Available";

    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        KubernetesObject hostedCluster = around.hostedCluster().object();
        return hostedCluster.conditionIsTrue(AVAILABLE)
                ? CheckResult.passed("HyperShift calls it available")
                : CheckResult.warning("HyperShift does not call it available: "
                        + hostedCluster
                                .condition(AVAILABLE)
                                .map(HostedClusterAvailable::why)
                                .orElse("it does not say why")
                        + "; it is moved with whatever is wrong inside");
    }

    private static String why(JsonNode condition) {
        return condition.path("reason").asText() + " "
                + condition.path("message").asText();
    }
}
