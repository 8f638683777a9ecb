package dev.hcpferry.lab.object;

import dev.hcpferry.lab.apiserver.AdmissionPolicies;
import dev.hcpferry.lab.apiserver.ApiResource;
import dev.hcpferry.lab.apiserver.Catalog;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of objects that the lab knows, in the version that HyperShift works with. */
@SuppressWarnings("ImmutableEnumChecker") // a record of texts and booleans
public enum Kind {
    NAMESPACE(ApiResource.builtIn("", "v1", "Namespace", "namespaces", true).clusterScoped()),
    NODE(ApiResource.builtIn("", "v1", "Node", "nodes", true).clusterScoped()),
    POD(ApiResource.builtIn("", "v1", "Pod", "pods", true)),
    SECRET(ApiResource.builtIn("", "v1", "Secret", "secrets", false)),
    CONFIG_MAP(ApiResource.builtIn("", "v1", "ConfigMap", "configmaps", false)),
    SERVICE(ApiResource.builtIn("", "v1", "Service", "services", true)),
    SERVICE_ACCOUNT(ApiResource.builtIn("", "v1", "ServiceAccount", "serviceaccounts", false)),
    CLAIM(ApiResource.builtIn("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true)),
    DEPLOYMENT(ApiResource.builtIn("apps", "v1", "Deployment", "deployments", true)),
    REPLICA_SET(ApiResource.builtIn("apps", "v1", "ReplicaSet", "replicasets", true)),
    STATEFUL_SET(ApiResource.builtIn("apps", "v1", "StatefulSet", "statefulsets", true)),
    DAEMON_SET(ApiResource.builtIn("apps", "v1", "DaemonSet", "daemonsets", true)),
    STORAGE_CLASS(ApiResource.builtIn("storage.k8s.io", "v1", "StorageClass", "storageclasses", false)
            .clusterScoped()),
    ADMISSION_POLICY(AdmissionPolicies.POLICY),
    ADMISSION_POLICY_BINDING(AdmissionPolicies.BINDING),
    LEASE(ApiResource.builtIn("coordination.k8s.io", "v1", "Lease", "leases", false)),
    ROUTE(ApiResource.custom("route.openshift.io", "v1", "Route", "routes")),
    HOSTED_CLUSTER(ApiResource.custom("hypershift.openshift.io", "v1beta1", "HostedCluster", "hostedclusters")),
    NODE_POOL(ApiResource.custom("hypershift.openshift.io", "v1beta1", "NodePool", "nodepools")),
    HOSTED_CONTROL_PLANE(
            ApiResource.custom("hypershift.openshift.io", "v1beta1", "HostedControlPlane", "hostedcontrolplanes")),
    AWS_ENDPOINT_SERVICE(
            ApiResource.custom("hypershift.openshift.io", "v1beta1", "AWSEndpointService", "awsendpointservices")),
    CLUSTER(ApiResource.custom("cluster.x-k8s.io", "v1beta1", "Cluster", "clusters")),
    MACHINE_DEPLOYMENT(ApiResource.custom("cluster.x-k8s.io", "v1beta1", "MachineDeployment", "machinedeployments")),
    MACHINE_SET(ApiResource.custom("cluster.x-k8s.io", "v1beta1", "MachineSet", "machinesets")),
    MACHINE(ApiResource.custom("cluster.x-k8s.io", "v1beta1", "Machine", "machines")),
    MACHINE_HEALTH_CHECK(
            ApiResource.custom("cluster.x-k8s.io", "v1beta1", "MachineHealthCheck", "machinehealthchecks")),
    AWS_CLUSTER(ApiResource.custom("infrastructure.cluster.x-k8s.io", "v1beta2", "AWSCluster", "awsclusters")),
    AWS_MACHINE(ApiResource.custom("infrastructure.cluster.x-k8s.io", "v1beta2", "AWSMachine", "awsmachines")),
    AWS_MACHINE_TEMPLATE(ApiResource.custom(
            "infrastructure.cluster.x-k8s.io", "v1beta2", "AWSMachineTemplate", "awsmachinetemplates")),
    CLUSTER_VERSION(ApiResource.custom("config.openshift.io", "v1", "ClusterVersion", "clusterversions")
            .clusterScoped()),
    CLUSTER_OPERATOR(ApiResource.custom("config.openshift.io", "v1", "ClusterOperator", "clusteroperators")
            .clusterScoped());

    private static final Set<String> OF_KUBERNETES = Set.of("", "apps", "coordination.k8s.io");

    private final ApiResource resource;

    Kind(ApiResource resource) {
        this.resource = resource;
    }

    public ApiResource resource() {
        return resource;
    }

    public String kind() {
        return resource.kind();
    }

    /** What a management cluster serves. */
    public static Set<Kind> ofManagementCluster() {
        return EnumSet.complementOf(EnumSet.of(CLUSTER_VERSION, CLUSTER_OPERATOR));
    }

    /** What a management cluster served before Kubernetes 1.30: no admission policies. */
    public static Set<Kind> ofOldManagementCluster() {
        EnumSet<Kind> kinds = EnumSet.copyOf(ofManagementCluster());
        kinds.removeAll(EnumSet.of(ADMISSION_POLICY, ADMISSION_POLICY_BINDING));
        return kinds;
    }

    /** What a hosted cluster serves. */
    public static Set<Kind> ofGuest() {
        EnumSet<Kind> kinds = EnumSet.of(CLUSTER_VERSION, CLUSTER_OPERATOR);
        Arrays.stream(values())
                .filter(kind -> OF_KUBERNETES.contains(kind.resource.group()))
                .forEach(kinds::add);
        return kinds;
    }

    public static Catalog catalog(Set<Kind> kinds) {
        return new Catalog(kinds.stream().map(Kind::resource).toList());
    }

    /** The kind of this {@code apiVersion} (whatever its version) and {@code kind}. */
    public static Kind of(String apiVersion, String kind) {
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        return Arrays.stream(values())
                .filter(one -> one.kind().equals(kind) && one.resource.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind " + apiVersion + " " + kind));
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(resource.group())
                .withVersion(resource.version())
                .withKind(resource.kind())
                .withPlural(resource.plural())
                .withNamespaced(resource.namespaced())
                .build();
    }
}
