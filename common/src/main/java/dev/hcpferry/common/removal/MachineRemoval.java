package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Step;
import java.util.List;
import java.util.function.Function;

/** The order in which Cluster API's objects and the control plane go, machines first (DOMAIN "The procedure", cleanup 3 to 6). */
public final class MachineRemoval {
    private MachineRemoval() {}

    public static <C extends MigrationContext> List<Step<C>> steps(Function<C, Site> where) {
        return List.of(
                new RemoveObjects<>("remove-machines", where, ResourceKind.MACHINE),
                new RemoveObjects<>("remove-machine-sets", where, ResourceKind.MACHINE_SET),
                new RemoveObjects<>(
                        "remove-machine-deployments",
                        where,
                        ResourceKind.MACHINE_DEPLOYMENT,
                        ResourceKind.MACHINE_HEALTH_CHECK),
                new RemoveObjects<>("remove-cluster", where, ResourceKind.CLUSTER),
                new RemoveObjects<>(
                        "remove-aws-machines",
                        where,
                        ResourceKind.AWS_MACHINE,
                        ResourceKind.AWS_CLUSTER,
                        ResourceKind.AWS_MACHINE_TEMPLATE),
                new RemoveObjects<>(
                        "remove-control-plane",
                        where,
                        ResourceKind.AWS_ENDPOINT_SERVICE,
                        ResourceKind.HOSTED_CONTROL_PLANE));
    }
}
