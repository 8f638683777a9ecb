package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The destination serves the kinds that move, lies in the hosted cluster's region and runs the same HyperShift. */
final class DestinationReady implements PreflightCheck {
    private static final String REGION_LABEL = "topology.kubernetes.io/region";

    @Override
    public void require(BackupContext context) {
        ManagementCluster destination = context.destination().cluster();
        requireKinds(destination);
        requireRegion(destination, context.hostedCluster().region());
        if (!context.systems().settings().hypershift().allowVersionSkew()) {
            requireSameHyperShift(context.source().cluster(), destination);
        }
    }

    private static void requireKinds(ManagementCluster destination) {
        List<String> missing = Stream.concat(
                        Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.ROUTE),
                        Inventory.CONTROL_PLANE_KINDS.stream())
                .filter(kind -> !destination.serves(kind))
                .map(kind -> kind.kind() + " " + kind.apiVersion())
                .toList();
        if (!missing.isEmpty()) {
            throw new PhaseFailure(
                    ReasonCode.CRD_MISSING,
                    destination.name() + " does not serve " + String.join(", ", missing),
                    "install HyperShift's and Cluster API's definitions there, then publish the request again");
        }
    }

    /** A cluster whose nodes carry no region says nothing about it. */
    private static void requireRegion(ManagementCluster destination, String region) {
        Set<String> regions = destination.list(ResourceKind.NODE, null).stream()
                .flatMap(node -> Optional.ofNullable(node.labels().get(REGION_LABEL)).stream())
                .collect(Collectors.toSet());
        if (!regions.isEmpty() && !regions.contains(region)) {
            throw new PhaseFailure(
                    ReasonCode.OTHER_REGION,
                    "the hosted cluster is in " + region + ", " + destination.name() + " is in " + regions,
                    "choose a destination in " + region);
        }
    }

    private static void requireSameHyperShift(ManagementCluster source, ManagementCluster destination) {
        Optional<String> here = operatorImage(source);
        Optional<String> there = operatorImage(destination);
        if (there.isEmpty() || (here.isPresent() && !here.equals(there))) {
            throw new PhaseFailure(
                    ReasonCode.HYPERSHIFT_VERSIONS_DIFFER,
                    "the hypershift-operator is " + here.orElse("absent") + " on " + source.name() + " and "
                            + there.orElse("absent") + " on " + destination.name()
                            + "; another version may replace the nodes",
                    "install the same version on both, or set HCP_FERRY_HYPERSHIFT_ALLOW_VERSION_SKEW=true");
        }
    }

    private static Optional<String> operatorImage(ManagementCluster cluster) {
        return cluster.find(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, HyperShift.OPERATOR)
                .flatMap((KubernetesObject operator) -> operator.text("/spec/template/spec/containers/0/image"));
    }
}
