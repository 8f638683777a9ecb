package dev.hcpferry.common.removal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.AdmissionPolicy;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.Arrays;

/** Nobody may put a finalizer back onto an object of HyperShift from which {@link Removal} has taken the last one. */
final class FinalizerBan {
    /** Label of an object that goes. */
    static final String LABEL = OwnershipMarks.PREFIX + "removal";

    private static final String VALUE = "begun";

    private FinalizerBan() {}

    static AdmissionPolicy policy(ManagementCluster cluster, String infraId) {
        return new AdmissionPolicy(cluster, "hcp-ferry-removal-" + infraId);
    }

    static void mark(KubernetesObject object) {
        object.label(LABEL, VALUE);
    }

    static void rules(ObjectNode spec) {
        ObjectNode matches = spec.putObject("matchConstraints");
        matches.withObject("/objectSelector/matchLabels").put(LABEL, VALUE);
        ObjectNode rule = matches.putArray("resourceRules").addObject();
        rule.putArray("apiGroups").add(ResourceKind.HOSTED_CLUSTER.group());
        rule.putArray("apiVersions").add("*");
        rule.putArray("operations").add("UPDATE");
        ArrayNode resources = rule.putArray("resources");
        Arrays.stream(ResourceKind.values())
                .filter(kind -> kind.group().equals(ResourceKind.HOSTED_CLUSTER.group()))
                .map(ResourceKind::plural)
                .forEach(resources::add);
        spec.putArray("validations")
                .addObject()
                .put("expression", "!has(object.metadata.finalizers) || size(object.metadata.finalizers) == 0")
                .put("message", "HCP Ferry removes this object: it lives on at another management cluster");
    }
}
