package dev.hcpferry.common.hypershift;

import java.util.List;
import java.util.Set;

/** Names that HyperShift, Cluster API and CAPA fix. */
public final class HyperShift {
    /** Where the hypershift-operator and ExternalDNS run. */
    public static final String NAMESPACE = "hypershift";

    public static final String OPERATOR = "operator";

    public static final String KUBE_APISERVER = "kube-apiserver";
    public static final String CONTROL_PLANE_OPERATOR = "control-plane-operator";
    public static final String CLUSTER_API = "cluster-api";
    public static final String CAPI_PROVIDER = "capi-provider";
    public static final String ETCD = "etcd";

    /** The deployments through which the hosted cluster's etcd is written (DOMAIN "The procedure", backup 3). */
    public static final List<String> API_SERVERS =
            List.of(KUBE_APISERVER, "openshift-apiserver", "openshift-oauth-apiserver");

    /** Those that could terminate instances or undo a scale-down (DOMAIN guard 1). */
    public static final List<String> MACHINE_CONTROLLERS = List.of(CAPI_PROVIDER, CLUSTER_API, CONTROL_PLANE_OPERATOR);

    /** Cluster API's pause of a single object. */
    public static final String PAUSED_ANNOTATION = "cluster.x-k8s.io/paused";

    /** Followed by the name of the HostedCluster: put on what its specs refer to. */
    public static final String REFERENCED_ANNOTATION_PREFIX = "referenced-resource.hypershift.openshift.io/";

    public static final String ETCD_SNAPSHOT_RESTORED = "EtcdSnapshotRestored";

    /** While a HostedCluster has it, deleting the HostedCluster deletes its OIDC documents (DOMAIN guard 6). */
    public static final String OIDC_FINALIZER = "hypershift.io/aws-oidc-discovery";

    /** DOMAIN "Finalizers": what may be removed because the one who would is stopped for good. */
    public static final Set<String> REMOVABLE_FINALIZERS = Set.of(
            "hypershift.openshift.io/finalizer",
            OIDC_FINALIZER,
            "hypershift.openshift.io/hypershift-operator-finalizer",
            "hypershift.openshift.io/control-plane-operator-finalizer",
            "hypershift.openshift.io/component-finalizer",
            "cluster.cluster.x-k8s.io",
            "machine.cluster.x-k8s.io",
            "machineset.cluster.x-k8s.io",
            "machinedeployment.cluster.x-k8s.io",
            "cluster.x-k8s.io/machineset",
            "cluster.x-k8s.io/machinedeployment",
            "awsmachine.infrastructure.cluster.x-k8s.io",
            "awscluster.infrastructure.cluster.x-k8s.io");

    private HyperShift() {}
}
