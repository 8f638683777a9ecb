package dev.hcpferry.restore.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import java.util.List;
import java.util.Optional;

/** That HyperShift calls the restored HostedCluster healthy (DOMAIN guard 2). */
public final class HostedClusterEvidence {
    private static final List<String> CONDITIONS = List.of(
            "Available", "EtcdAvailable", "KubeAPIServerAvailable", "ValidAWSIdentityProvider", "ExternalDNSReachable");

    private HostedClusterEvidence() {}

    public static List<Evidence> collect(Site destination) {
        Optional<HostedCluster> hostedCluster = destination.hostedCluster();
        return CONDITIONS.stream().map(type -> judge(type, hostedCluster)).toList();
    }

    private static Evidence judge(String type, Optional<HostedCluster> hostedCluster) {
        boolean holds =
                hostedCluster.map(found -> found.object().conditionIsTrue(type)).orElse(false);
        String why = hostedCluster
                .flatMap(found -> found.object().condition(type))
                .map(HostedClusterEvidence::describe)
                .orElse("the HostedCluster does not say");
        return new Evidence(type, holds, why);
    }

    private static String describe(JsonNode condition) {
        return condition.path("status").asText() + ", "
                + condition.path("reason").asText();
    }
}
