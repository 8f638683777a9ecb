package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.restore.RestoreContext;
import java.util.Optional;

/**
 * Keeps API servers from being started in the control-plane namespace: a ValidatingAdmissionPolicy denies their pods as long as the
 * namespace carries a label. Deployments and HyperShift are left alone. Lifting the label works at once; the policy itself would
 * take the API server some seconds to forget.
 */
final class ApiServerHold {
    private static final String LABEL = OwnershipMarks.PREFIX + "hold-api-servers";

    private ApiServerHold() {}

    /** @return false when the cluster knows no such policies (Kubernetes before 1.30): then nothing is held */
    static boolean begin(RestoreContext context) {
        ManagementCluster cluster = context.destination().cluster();
        if (!cluster.serves(ResourceKind.VALIDATING_ADMISSION_POLICY)
                || !cluster.serves(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING)) {
            return false;
        }
        cluster.createIfAbsent(policy(context));
        cluster.createIfAbsent(binding(context));
        namespace(context.destination())
                .ifPresent(
                        found -> cluster.edit(found.key(), namespace -> namespace.label(LABEL, context.migrationId())));
        return true;
    }

    /** Lets them start at once: their ReplicaSets, which may have given up for some seconds, are touched. */
    static void lift(RestoreContext context) {
        Site destination = context.destination();
        ManagementCluster cluster = destination.cluster();
        namespace(destination)
                .filter(found -> found.labels().containsKey(LABEL))
                .ifPresent(found -> cluster.edit(found.key(), namespace -> namespace.removeLabel(LABEL)));
        destination.inControlPlane(ResourceKind.REPLICA_SET).stream()
                .filter(set -> HyperShift.API_SERVERS.contains(set.labels().get("app")))
                .forEach(set -> cluster.edit(set.key(), touched -> touched.label(LABEL, "lifted")));
        remove(context);
    }

    /** Removes the policy; nothing is left of it. */
    static void remove(RestoreContext context) {
        ManagementCluster cluster = context.destination().cluster();
        if (cluster.serves(ResourceKind.VALIDATING_ADMISSION_POLICY)) {
            find(cluster, ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, context)
                    .ifPresent(cluster::delete);
            find(cluster, ResourceKind.VALIDATING_ADMISSION_POLICY, context).ifPresent(cluster::delete);
        }
    }

    static boolean isHeld(Site destination) {
        return namespace(destination)
                .filter(found -> found.labels().containsKey(LABEL))
                .isPresent();
    }

    /** Whether the policy, its binding and the label that it looks for are all there. */
    static boolean isInForce(RestoreContext context) {
        ManagementCluster cluster = context.destination().cluster();
        return isHeld(context.destination())
                && find(cluster, ResourceKind.VALIDATING_ADMISSION_POLICY, context)
                        .isPresent()
                && find(cluster, ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, context)
                        .isPresent();
    }

    private static Optional<KubernetesObject> find(
            ManagementCluster cluster, ResourceKind kind, RestoreContext context) {
        return cluster.find(kind, null, name(context));
    }

    private static Optional<KubernetesObject> namespace(Site destination) {
        return destination.cluster().find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace());
    }

    private static String name(RestoreContext context) {
        return "hcp-ferry-hold-" + context.backup().infraId();
    }

    private static KubernetesObject policy(RestoreContext context) {
        KubernetesObject policy = created(ResourceKind.VALIDATING_ADMISSION_POLICY, context);
        policy.spec().put("failurePolicy", "Fail");
        var matches = policy.spec().putObject("matchConstraints");
        matches.withObject("/namespaceSelector/matchLabels").put(LABEL, context.migrationId());
        var byName = matches.withArray("/objectSelector/matchExpressions").addObject();
        byName.put("key", "app").put("operator", "In");
        HyperShift.API_SERVERS.forEach(byName.putArray("values")::add);
        var rule = matches.putArray("resourceRules").addObject();
        rule.putArray("apiGroups").add("");
        rule.putArray("apiVersions").add("v1");
        rule.putArray("operations").add("CREATE");
        rule.putArray("resources").add("pods");
        policy.spec()
                .putArray("validations")
                .addObject()
                .put("expression", "false")
                .put("message", "HCP Ferry holds the API servers back until etcd is proved");
        return policy;
    }

    private static KubernetesObject binding(RestoreContext context) {
        KubernetesObject binding = created(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, context);
        binding.spec().put("policyName", name(context));
        binding.spec().putArray("validationActions").add("Deny");
        return binding;
    }

    private static KubernetesObject created(ResourceKind kind, RestoreContext context) {
        ObjectKey key = new ObjectKey(kind, null, name(context));
        KubernetesObject object = KubernetesObject.create(key.kind(), key.namespace(), key.name());
        object.label(OwnershipMarks.MIGRATION, context.migrationId());
        return object;
    }
}
