package dev.hcpferry.restore.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** That HyperShift calls the restored HostedCluster healthy (DOMAIN guard 2). */
public final class HostedClusterEvidence {
    private static final List<String> CONDITIONS = List.of(
            "Available", "EtcdAvailable", "KubeAPIServerAvailable", "ValidAWSIdentityProvider", "ExternalDNSReachable");

    private HostedClusterEvidence() {}

    /** {@code EtcdSnapshotRestored} is said on the HostedControlPlane only. */
    public static List<Evidence> collect(Site destination) {
        Optional<KubernetesObject> hostedCluster = destination.hostedCluster().map(HostedCluster::object);
        return Stream.concat(
                        Stream.of(judge(HyperShift.ETCD_SNAPSHOT_RESTORED, destination.hostedControlPlane())),
                        CONDITIONS.stream().map(type -> judge(type, hostedCluster)))
                .toList();
    }

    private static Evidence judge(String type, Optional<KubernetesObject> object) {
        boolean holds = object.map(found -> found.conditionIsTrue(type)).orElse(false);
        String why = object.flatMap(found -> found.condition(type))
                .map(HostedClusterEvidence::describe)
                .orElse("HyperShift does not say");
        return new Evidence(type, holds, why);
    }

    private static String describe(JsonNode condition) {
        return condition.path("status").asText() + ", "
                + condition.path("reason").asText();
    }
}
