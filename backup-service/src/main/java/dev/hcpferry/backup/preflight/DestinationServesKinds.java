package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.stream.Stream;

/** The destination serves the kinds that move, in the versions that HyperShift works with. */
final class DestinationServesKinds implements PreflightCheck {
    private static final List<ResourceKind> KINDS = Stream.concat(
                    Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.ROUTE),
                    Inventory.CONTROL_PLANE_KINDS.stream())
            .toList();

    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        ManagementCluster destination = around.destination().cluster();
        List<String> missing = KINDS.stream()
                .filter(kind -> !destination.serves(kind))
                .map(kind -> kind.kind() + " " + kind.apiVersion())
                .toList();
        return missing.isEmpty()
                ? CheckResult.passed("all " + KINDS.size() + " kinds")
                : CheckResult.failed(
                        ReasonCode.CRD_MISSING,
                        destination.name() + " does not serve " + String.join(", ", missing),
                        "install HyperShift's and Cluster API's definitions there, then publish the request again");
    }
}
