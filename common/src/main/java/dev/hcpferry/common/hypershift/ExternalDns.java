package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.Optional;

/** The ExternalDNS that HyperShift installs beside its operator. */
public final class ExternalDns {
    private static final String NAME = "external-dns";
    private static final String OWNER_ID = "--txt-owner-id=";

    private ExternalDns() {}

    /** Under which id it marks its records; empty when it is gone or does not say. */
    public static Optional<String> ownerId(ManagementCluster cluster) {
        return cluster.find(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, NAME).flatMap(deployment -> {
            for (JsonNode container : deployment.at("/spec/template/spec/containers")) {
                for (JsonNode argument : container.path("args")) {
                    if (argument.asText().startsWith(OWNER_ID)) {
                        return Optional.of(argument.asText().substring(OWNER_ID.length()));
                    }
                }
            }
            return Optional.empty();
        });
    }
}
