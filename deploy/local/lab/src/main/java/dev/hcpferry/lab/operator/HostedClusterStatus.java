package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a HostedCluster says of itself: mostly what its HostedControlPlane says. */
final class HostedClusterStatus {

    private static final List<String> COPIED = List.of(
            "EtcdAvailable",
            "KubeAPIServerAvailable",
            "InfrastructureReady",
            "ExternalDNSReachable",
            "ValidHostedControlPlaneConfiguration",
            "ValidReleaseInfo",
            "ValidAWSIdentityProvider",
            "ClusterVersionSucceeding",
            "ClusterVersionAvailable",
            "Degraded");
    private static final List<String> ALWAYS = List.of(
            "ValidConfiguration",
            "SupportedHostedCluster",
            "ValidReleaseImage",
            "ValidOIDCConfiguration",
            "PlatformCredentialsFound");

    private final Objects objects;

    HostedClusterStatus(Objects objects) {
        this.objects = objects;
    }

    Thing reconcile(Thing hostedCluster, Optional<Thing> hcp) {
        Conditions conditions = new Conditions(hostedCluster);
        for (String type : COPIED) {
            hcp.flatMap(found -> found.condition(type))
                    .ifPresentOrElse(
                            one -> conditions.set(
                                    type,
                                    one.path("status").asText(),
                                    one.path("reason").asText(),
                                    one.path("message").asText()),
                            () -> conditions.set(type, "Unknown", "StatusUnknown", "not found"));
        }
        ALWAYS.forEach(type -> conditions.set(type, true));
        boolean available = hcp.filter(found -> found.isTrue("Available")).isPresent();
        boolean paused = HyperShift.isPaused(hostedCluster);
        conditions
                .set("Available", available, available ? "AsExpected" : "WaitingForAvailable", "")
                .set("Progressing", false)
                .set("ReconciliationActive", !paused, paused ? "ReconciliationPaused" : "ReconciliationActive", "");
        return objects.status(hostedCluster, status(hostedCluster, conditions));
    }

    private ObjectNode status(Thing hostedCluster, Conditions conditions) {
        String host = hostedCluster.text("/spec/services/0/servicePublishingStrategy/route/hostname");
        String image = hostedCluster.text("/spec/release/image");
        String version = image.replaceAll("^.*:|-.*$", "");
        ObjectNode status = Json.object(Map.of(
                "controlPlaneEndpoint",
                Map.of("host", host, "port", 443),
                "version",
                Map.of(
                        "desired",
                        Map.of("version", version, "image", image),
                        "observedGeneration",
                        1,
                        "history",
                        List.of(Map.of("state", "Completed", "version", version, "image", image)))));
        String kubeconfig = hostedCluster.name() + "-admin-kubeconfig";
        if (objects.find(Kind.SECRET, hostedCluster.namespace(), kubeconfig).isPresent()) {
            status.putObject("kubeconfig").put("name", kubeconfig);
        }
        status.set("conditions", conditions.toJson());
        return status;
    }
}
