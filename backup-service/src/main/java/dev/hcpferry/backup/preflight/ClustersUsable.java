package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Both management clusters are known, answer, accept our credentials and allow what the migration does to them. */
final class ClustersUsable implements PreflightCheck {
    private static final List<String> VERBS = List.of("get", "list", "create", "update", "delete");

    @Override
    public void require(BackupContext context) {
        requireUsable(context.source().cluster(), context);
        requireUsable(context.destination().cluster(), context);
    }

    private static void requireUsable(ManagementCluster cluster, BackupContext context) {
        try {
            List<Permission> denied = wanted(context)
                    .parallel()
                    .filter(permission -> !cluster.allows(permission))
                    .toList();
            if (!denied.isEmpty()) {
                throw new PhaseFailure(
                        ReasonCode.PERMISSION_MISSING,
                        "on " + cluster.name() + " this is not allowed: " + denied,
                        "grant it to the user of " + cluster.name() + ".kubeconfig, then publish the request again");
            }
        } catch (KubernetesException refused) {
            throw switch (refused.kind()) {
                case UNAUTHENTICATED ->
                    new PhaseFailure(
                            ReasonCode.CREDENTIALS_REJECTED,
                            cluster.name() + " does not accept the credentials of its kubeconfig",
                            "replace " + cluster.name() + ".kubeconfig, then publish the request again");
                case FORBIDDEN ->
                    new PhaseFailure(
                            ReasonCode.PERMISSION_MISSING,
                            cluster.name() + " does not allow access reviews",
                            "bind the user of " + cluster.name() + ".kubeconfig to system:basic-user");
                case UNREACHABLE, NOT_SERVED, CONFLICT, INVALID, OTHER ->
                    new PhaseFailure(
                            ReasonCode.MANAGEMENT_CLUSTER_UNREACHABLE,
                            cluster.name() + " does not answer: " + refused.getMessage(),
                            "make its API server reachable from this service, then publish the request again");
            };
        }
    }

    private static Stream<Permission> wanted(BackupContext context) {
        String beside = context.ref().namespace();
        String inside = context.ref().controlPlaneNamespace();
        List<Permission> wanted = new ArrayList<>();
        for (String verb : VERBS) {
            Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.SECRET, ResourceKind.LEASE)
                    .forEach(kind -> wanted.add(new Permission(verb, kind, beside)));
            Inventory.CONTROL_PLANE_KINDS.forEach(kind -> wanted.add(new Permission(verb, kind, inside)));
            wanted.add(new Permission(verb, ResourceKind.NAMESPACE, null));
        }
        Stream.of("get", "list", "update", "delete")
                .forEach(verb -> wanted.add(new Permission(verb, ResourceKind.DEPLOYMENT, inside)));
        wanted.add(new Permission("list", ResourceKind.POD, inside));
        wanted.add(new Permission("create", ResourceKind.POD, inside, "portforward"));
        return wanted.stream();
    }
}
