package dev.hcpferry.common.cluster;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of objects a migration deals with, each in the one version HyperShift itself works with (DOMAIN "What must
 * travel", API versions).
 */
public enum ResourceKind {
    NAMESPACE("", "v1", "namespaces", "Namespace", false),
    NODE("", "v1", "nodes", "Node", false),
    POD("", "v1", "pods", "Pod", true),
    SECRET("", "v1", "secrets", "Secret", true),
    CONFIG_MAP("", "v1", "configmaps", "ConfigMap", true),
    PERSISTENT_VOLUME_CLAIM("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
    DEPLOYMENT("apps", "v1", "deployments", "Deployment", true),
    STATEFUL_SET("apps", "v1", "statefulsets", "StatefulSet", true),
    REPLICA_SET("apps", "v1", "replicasets", "ReplicaSet", true),
    VALIDATING_ADMISSION_POLICY(
            "admissionregistration.k8s.io", "v1", "validatingadmissionpolicies", "ValidatingAdmissionPolicy", false),
    VALIDATING_ADMISSION_POLICY_BINDING(
            "admissionregistration.k8s.io",
            "v1",
            "validatingadmissionpolicybindings",
            "ValidatingAdmissionPolicyBinding",
            false),
    ROUTE("route.openshift.io", "v1", "routes", "Route", true),
    STORAGE_CLASS("storage.k8s.io", "v1", "storageclasses", "StorageClass", false),
    LEASE("coordination.k8s.io", "v1", "leases", "Lease", true),
    HOSTED_CLUSTER("hypershift.openshift.io", "v1beta1", "hostedclusters", "HostedCluster", true),
    NODE_POOL("hypershift.openshift.io", "v1beta1", "nodepools", "NodePool", true),
    HOSTED_CONTROL_PLANE("hypershift.openshift.io", "v1beta1", "hostedcontrolplanes", "HostedControlPlane", true),
    AWS_ENDPOINT_SERVICE("hypershift.openshift.io", "v1beta1", "awsendpointservices", "AWSEndpointService", true),
    CLUSTER("cluster.x-k8s.io", "v1beta1", "clusters", "Cluster", true),
    MACHINE_DEPLOYMENT("cluster.x-k8s.io", "v1beta1", "machinedeployments", "MachineDeployment", true),
    MACHINE_SET("cluster.x-k8s.io", "v1beta1", "machinesets", "MachineSet", true),
    MACHINE("cluster.x-k8s.io", "v1beta1", "machines", "Machine", true),
    MACHINE_HEALTH_CHECK("cluster.x-k8s.io", "v1beta1", "machinehealthchecks", "MachineHealthCheck", true),
    AWS_CLUSTER("infrastructure.cluster.x-k8s.io", "v1beta2", "awsclusters", "AWSCluster", true),
    AWS_MACHINE("infrastructure.cluster.x-k8s.io", "v1beta2", "awsmachines", "AWSMachine", true),
    AWS_MACHINE_TEMPLATE(
            "infrastructure.cluster.x-k8s.io", "v1beta2", "awsmachinetemplates", "AWSMachineTemplate", true);

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private final boolean namespaced;

    ResourceKind(String group, String version, String plural, String kind, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
    }

    /** The API group; empty for the core group. */
    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String plural() {
        return plural;
    }

    public String kind() {
        return kind;
    }

    public boolean namespaced() {
        return namespaced;
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The kind of a manifest or of an ownerReference, whatever version of the group it names. */
    public static Optional<ResourceKind> of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return Arrays.stream(values())
                .filter(known -> known.group.equals(group) && known.kind.equals(kind))
                .findFirst();
    }
}
