package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Done when the destination can take the hosted cluster: free, in its region, with HyperShift and all kinds that are in the bundle.
 * Which HyperShift made the bundle is not known, so versions are not compared.
 */
final class CheckDestination implements Step<AdoptContext> {
    private static final String REGION_LABEL = "topology.kubernetes.io/region";

    @Override
    public String name() {
        return "check-destination";
    }

    @Override
    public Inverse<AdoptContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(AdoptContext context) {
        HostedCluster hostedCluster = context.adopted().hostedCluster();
        Site destination = context.destination();
        requireKinds(destination.cluster());
        requireFree(destination);
        requireRegion(destination.cluster(), hostedCluster.region());
        if (hostedCluster.isPublic()) {
            requireZone(context, hostedCluster);
        }
        return StepResult.done(destination.name() + " can take the hosted cluster");
    }

    private static void requireFree(Site destination) {
        Stream.<Optional<String>>of(
                        destination.hostedCluster().map(found -> "HostedCluster " + destination.ref()),
                        destination
                                .cluster()
                                .find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace())
                                .map(found -> "namespace " + found.name()))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(what -> {
                    throw new PhaseFailure(
                            ReasonCode.DESTINATION_OCCUPIED,
                            destination.name() + " holds " + what + " already",
                            "find out whose it is and remove it there, then publish the request again");
                });
    }

    private static void requireKinds(ManagementCluster destination) {
        List<String> missing = Stream.concat(
                        Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.ROUTE),
                        Inventory.CONTROL_PLANE_KINDS.stream())
                .filter(kind -> !destination.serves(kind))
                .map(kind -> kind.kind() + " " + kind.apiVersion())
                .toList();
        boolean operated = destination
                .find(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, HyperShift.OPERATOR)
                .isPresent();
        if (!missing.isEmpty() || !operated) {
            throw new PhaseFailure(
                    missing.isEmpty() ? ReasonCode.HYPERSHIFT_NOT_RECONCILING : ReasonCode.CRD_MISSING,
                    destination.name() + " lacks "
                            + (missing.isEmpty() ? "the hypershift-operator" : String.join(", ", missing)),
                    "install HyperShift and Cluster API there, then publish the request again");
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

    private static void requireZone(AdoptContext context, HostedCluster hostedCluster) {
        String zone = DnsZones.zoneOf(context, hostedCluster);
        if (!context.systems().dns().zoneExists(zone)) {
            throw new PhaseFailure(
                    ReasonCode.DNS_ZONE_NOT_FOUND,
                    "there is no Route 53 zone " + zone,
                    "correct dns.hostedZoneId in the request or HCP_FERRY_DNS_HOSTED_ZONE_ID");
        }
    }
}
