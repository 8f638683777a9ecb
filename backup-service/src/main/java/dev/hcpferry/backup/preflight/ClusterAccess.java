package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** Proves that a management cluster answers and knows who we are. */
final class ClusterAccess {
    private ClusterAccess() {}

    /** @throws PhaseFailure saying what is wrong with the cluster or its kubeconfig */
    static Site prove(Site site) {
        ManagementCluster cluster = site.cluster();
        try {
            cluster.allows(new Permission(
                    "get", ResourceKind.HOSTED_CLUSTER, site.ref().namespace()));
            return site;
        } catch (KubernetesException refused) {
            throw failure(cluster.name(), refused);
        }
    }

    private static PhaseFailure failure(String name, KubernetesException refused) {
        return switch (refused.kind()) {
            case UNAUTHENTICATED ->
                new PhaseFailure(
                        ReasonCode.CREDENTIALS_REJECTED,
                        name + " does not accept the credentials of its kubeconfig",
                        "replace " + name + ".kubeconfig, then publish the request again");
            case FORBIDDEN ->
                new PhaseFailure(
                        ReasonCode.PERMISSION_MISSING,
                        name + " does not allow access reviews",
                        "bind the user of " + name + ".kubeconfig to system:basic-user");
            case UNREACHABLE, NOT_SERVED, CONFLICT, INVALID, OTHER ->
                new PhaseFailure(
                        ReasonCode.MANAGEMENT_CLUSTER_UNREACHABLE,
                        name + " does not answer: " + refused.getMessage(),
                        "make its API server reachable from this service, then publish the request again");
        };
    }
}
