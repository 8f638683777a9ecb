package dev.hcpferry.restore.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.AdmissionPolicy;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
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
        boolean held = policy(context).enforce(context.migrationId(), spec -> deny(spec, context.migrationId()));
        if (held) {
            ManagementCluster cluster = context.destination().cluster();
            namespace(context.destination())
                    .ifPresent(found ->
                            cluster.edit(found.key(), namespace -> namespace.label(LABEL, context.migrationId())));
        }
        return held;
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
        policy(context).remove();
    }

    static boolean isHeld(Site destination) {
        return namespace(destination)
                .filter(found -> found.labels().containsKey(LABEL))
                .isPresent();
    }

    /** Whether the policy, its binding and the label that it looks for are all there. */
    static boolean isInForce(RestoreContext context) {
        return isHeld(context.destination()) && policy(context).exists();
    }

    private static Optional<KubernetesObject> namespace(Site destination) {
        return destination.cluster().find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace());
    }

    private static AdmissionPolicy policy(RestoreContext context) {
        return new AdmissionPolicy(
                context.destination().cluster(),
                "hcp-ferry-hold-" + context.backup().infraId());
    }

    private static void deny(ObjectNode spec, String migrationId) {
        ObjectNode matches = spec.putObject("matchConstraints");
        matches.withObject("/namespaceSelector/matchLabels").put(LABEL, migrationId);
        ObjectNode byName =
                matches.withArray("/objectSelector/matchExpressions").addObject();
        byName.put("key", "app").put("operator", "In");
        HyperShift.API_SERVERS.forEach(byName.putArray("values")::add);
        ObjectNode rule = matches.putArray("resourceRules").addObject();
        rule.putArray("apiGroups").add("");
        rule.putArray("apiVersions").add("v1");
        rule.putArray("operations").add("CREATE");
        rule.putArray("resources").add("pods");
        spec.putArray("validations")
                .addObject()
                .put("expression", "false")
                .put("message", "HCP Ferry holds the API servers back until etcd is proved");
    }
}
