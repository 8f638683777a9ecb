package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An ExternalDNS of a management cluster: what publishes and releases the records of its hosted clusters. */
public record ExternalDns(KubernetesObject deployment) {
    private static final String NAME = "external-dns";

    /** Those beside the hypershift-operator; if there are none, those anywhere on the cluster. */
    public static List<ExternalDns> on(ManagementCluster cluster) {
        List<ExternalDns> beside = among(cluster.list(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE));
        return beside.isEmpty() ? among(cluster.list(ResourceKind.DEPLOYMENT, null)) : beside;
    }

    /** Under which id the one beside the operator marks its records; empty when it is gone or does not say. */
    public static Optional<String> ownerId(ManagementCluster cluster) {
        return cluster.find(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, NAME)
                .map(ExternalDns::new)
                .flatMap(ExternalDns::ownerId);
    }

    /** Whether a pod of it is available. */
    public boolean runs() {
        return deployment.at("/status/availableReplicas").asInt() > 0;
    }

    /** What it writes into the TXT record of every name that it owns (DOMAIN "DNS"). */
    public Optional<String> ownerId() {
        return arguments("--txt-owner-id=").findFirst();
    }

    /** Whether it may publish this host; one without filters publishes all. */
    public boolean covers(String host) {
        List<String> domains = arguments("--domain-filter=").toList();
        return domains.isEmpty()
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static List<ExternalDns> among(List<KubernetesObject> deployments) {
        return deployments.stream()
                .filter(found -> found.name().contains(NAME)
                        || containers(found)
                                .anyMatch(container ->
                                        container.path("image").asText().contains(NAME)))
                .map(ExternalDns::new)
                .toList();
    }

    private Stream<String> arguments(String flag) {
        List<String> values = new ArrayList<>();
        containers(deployment)
                .forEach(container -> Stream.of("command", "args")
                        .flatMap(list -> elements(container.path(list)))
                        .map(JsonNode::asText)
                        .filter(argument -> argument.startsWith(flag))
                        .forEach(argument -> values.add(argument.substring(flag.length()))));
        return values.stream();
    }

    private static Stream<JsonNode> containers(KubernetesObject deployment) {
        return elements(deployment.at("/spec/template/spec/containers"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
