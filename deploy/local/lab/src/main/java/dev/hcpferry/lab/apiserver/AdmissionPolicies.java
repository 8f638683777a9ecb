package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the ValidatingAdmissionPolicies that are stored, as API servers from Kubernetes 1.30 on do, but at once. Knows rules for
 * resources, the selectors of objects and namespaces, and validations over {@code object} and {@code oldObject}; no parameters.
 */
public final class AdmissionPolicies implements Admission {

    public static final ApiResource POLICY = ApiResource.builtIn(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicy",
                    "validatingadmissionpolicies",
                    true)
            .clusterScoped();
    public static final ApiResource BINDING = ApiResource.builtIn(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicyBinding",
                    "validatingadmissionpolicybindings",
                    false)
            .clusterScoped();

    private final ObjectStore store;

    public AdmissionPolicies(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void check(ApiResource resource, @Nullable ObjectNode before, ObjectNode after) {
        for (ObjectNode binding : all(BINDING)) {
            ObjectNode policy = store.get(
                    new ObjectKey(POLICY, "", binding.at("/spec/policyName").asText()));
            if (policy != null && denies(binding) && concerns(policy, resource, before, after)) {
                validate(policy, resource, before, after);
            }
        }
    }

    private Collection<ObjectNode> all(ApiResource resource) {
        return store.select(key -> key.resource().equals(resource)).objects().values();
    }

    private static boolean denies(ObjectNode binding) {
        return texts(binding.at("/spec/validationActions")).anyMatch("Deny"::equals);
    }

    private boolean concerns(ObjectNode policy, ApiResource resource, @Nullable ObjectNode before, ObjectNode after) {
        JsonNode constraints = policy.at("/spec/matchConstraints");
        Selector objects = Selector.of(constraints.path("objectSelector"));
        String operation = before == null ? "CREATE" : "UPDATE";
        return constraints.path("resourceRules").valueStream().anyMatch(rule -> covers(rule, resource, operation))
                && (objects.matches(after) || (before != null && objects.matches(before)))
                && isSelected(constraints.path("namespaceSelector"), resource, after);
    }

    private static boolean covers(JsonNode rule, ApiResource resource, String operation) {
        return isListed(rule.path("apiGroups"), resource.group())
                && isListed(rule.path("apiVersions"), resource.version())
                && isListed(rule.path("operations"), operation)
                && isListed(rule.path("resources"), resource.plural());
    }

    /** What has no namespace is in all of them. */
    private boolean isSelected(JsonNode selector, ApiResource resource, ObjectNode object) {
        return !resource.namespaced()
                || store.namespace(object.at("/metadata/namespace").asText())
                        .filter(Selector.of(selector)::matches)
                        .isPresent();
    }

    private static void validate(
            ObjectNode policy, ApiResource resource, @Nullable ObjectNode before, ObjectNode after) {
        policy.at("/spec/validations")
                .valueStream()
                .filter(validation ->
                        !Expression.of(validation.path("expression").asText()).holds(before, after))
                .findFirst()
                .ifPresent(broken -> {
                    String name = policy.at("/metadata/name").asText();
                    throw ApiProblem.invalid(
                            resource,
                            after.at("/metadata/name").asText(),
                            "ValidatingAdmissionPolicy '" + name + "' denied request: "
                                    + broken.path("message").asText());
                });
    }

    private static boolean isListed(JsonNode list, String value) {
        return texts(list).anyMatch(List.of("*", value)::contains);
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
