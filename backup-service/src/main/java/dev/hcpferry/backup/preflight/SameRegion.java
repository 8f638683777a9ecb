package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.ReasonCode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The destination lies where the hosted cluster's instances are. */
final class SameRegion implements PreflightCheck {
    private static final String REGION_LABEL = "topology.kubernetes.io/region";

    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        ManagementCluster destination = around.destination().cluster();
        String region = around.hostedCluster().region();
        Set<String> regions = destination.list(ResourceKind.NODE, null).stream()
                .flatMap(node -> Optional.ofNullable(node.labels().get(REGION_LABEL)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (regions.isEmpty()) {
            return CheckResult.warning("the nodes of " + destination.name() + " don't say in which region they are");
        }
        return regions.contains(region)
                ? CheckResult.passed(region)
                : CheckResult.failed(
                        ReasonCode.OTHER_REGION,
                        "the hosted cluster is in " + region + ", " + destination.name() + " is in "
                                + String.join(", ", regions),
                        "choose a destination in " + region);
    }
}
