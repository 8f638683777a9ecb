package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A ValidatingAdmissionPolicy of this product, and the binding that makes it deny. An API server takes a moment to enforce one that is
 * new, and to forget one that is gone; clusters before Kubernetes 1.30 do not serve any.
 */
public final class AdmissionPolicy {
    private static final List<ResourceKind> PARTS =
            List.of(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, ResourceKind.VALIDATING_ADMISSION_POLICY);

    private final ManagementCluster cluster;
    private final String name;

    public AdmissionPolicy(ManagementCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /**
     * Creates it where it is missing.
     *
     * @param migrationId whose it is
     * @param rules writes {@code matchConstraints} and {@code validations} into its spec
     * @return false when the cluster serves no such policies: then nothing is denied
     */
    public boolean enforce(String migrationId, Consumer<ObjectNode> rules) {
        if (!isServed()) {
            return false;
        }
        KubernetesObject policy = created(ResourceKind.VALIDATING_ADMISSION_POLICY, migrationId);
        policy.spec().put("failurePolicy", "Fail");
        rules.accept(policy.spec());
        cluster.createIfAbsent(policy);
        KubernetesObject binding = created(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, migrationId);
        binding.spec().put("policyName", name);
        binding.spec().putArray("validationActions").add("Deny");
        cluster.createIfAbsent(binding);
        return true;
    }

    /** Whether policy and binding are there. */
    public boolean exists() {
        return PARTS.stream().allMatch(part -> cluster.find(part, null, name).isPresent());
    }

    /** Removes both; nothing happens when they are gone. */
    public void remove() {
        if (isServed()) {
            PARTS.forEach(part -> cluster.find(part, null, name).ifPresent(cluster::delete));
        }
    }

    private boolean isServed() {
        return PARTS.stream().allMatch(cluster::serves);
    }

    private KubernetesObject created(ResourceKind kind, String migrationId) {
        KubernetesObject object = KubernetesObject.create(kind, null, name);
        object.label(OwnershipMarks.MIGRATION, migrationId);
        return object;
    }
}
