package dev.hcpferry.lab.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionPoliciesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiResource NAMESPACE =
            ApiResource.builtIn("", "v1", "Namespace", "namespaces", true).clusterScoped();
    private static final ApiResource POD = ApiResource.builtIn("", "v1", "Pod", "pods", true);
    private static final ApiResource POOL = ApiResource.custom("example.com", "v1", "Pool", "pools");

    private final ObjectStore store = new ObjectStore();
    private final Verbs verbs = new Verbs(store, new AdmissionPolicies(store));

    @BeforeEach
    void begin() throws Exception {
        verbs.create(NAMESPACE, "", named("held", "{'hold':'yes'}"), false);
        verbs.create(NAMESPACE, "", named("free", "{}"), false);
    }

    @Test
    void rule_holdsForObjectsWithTheLabel_beforeOrAfter() throws Exception {
        create("free", POOL, named("pool", "{'goes':'true'}"));
        create("free", POOL, named("other", "{}"));
        policy(
                "{'objectSelector':{'matchLabels':{'goes':'true'}},'resourceRules':[{'apiGroups':['example.com'],"
                        + "'apiVersions':['*'],'operations':['UPDATE'],'resources':['pools']}]}",
                "!has(object.metadata.finalizers) || size(object.metadata.finalizers) == 0");
        bind();

        assertThatThrownBy(() -> patch("pool", "{'metadata':{'finalizers':['a/b']}}"))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("ValidatingAdmissionPolicy 'rule' denied request: no");
        assertThatThrownBy(() -> patch("pool", "{'metadata':{'labels':null,'finalizers':['a/b']}}"))
                .isInstanceOf(ApiProblem.class);
        patch("pool", "{'metadata':{'annotations':{'x':'y'}}}");
        patch("other", "{'metadata':{'finalizers':['a/b']}}");
        assertThat(store.get(new ObjectKey(POOL, "free", "other"))
                        .at("/metadata/finalizers")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void rule_holdsInNamespacesWithTheLabel() throws Exception {
        policy(
                "{'namespaceSelector':{'matchLabels':{'hold':'yes'}},'objectSelector':{'matchExpressions':["
                        + "{'key':'app','operator':'In','values':['a','b']}]},'resourceRules':[{'apiGroups':[''],"
                        + "'apiVersions':['v1'],'operations':['CREATE'],'resources':['pods']}]}",
                "false");
        bind();

        assertThatThrownBy(() -> create("held", POD, named("one", "{'app':'b'}")))
                .isInstanceOf(ApiProblem.class);
        create("held", POD, named("two", "{'app':'c'}"));
        create("free", POD, named("three", "{'app':'b'}"));
        assertThat(store.select(key -> key.resource().equals(POD)).objects()).hasSize(2);
    }

    @Test
    void policyWithoutBinding_deniesNothing() throws Exception {
        policy(
                "{'resourceRules':[{'apiGroups':['*'],'apiVersions':['*'],'operations':['*'],'resources':['*']}]}",
                "false");

        create("free", POD, named("one", "{}"));

        assertThat(store.get(new ObjectKey(POD, "free", "one"))).isNotNull();
    }

    private void policy(String constraints, String expression) throws JsonProcessingException {
        ObjectNode policy = named("rule", "{}");
        ObjectNode spec = policy.putObject("spec");
        spec.set("matchConstraints", json(constraints));
        spec.putArray("validations").addObject().put("expression", expression).put("message", "no");
        verbs.create(AdmissionPolicies.POLICY, "", policy, false);
    }

    private void bind() throws JsonProcessingException {
        ObjectNode binding = named("rule", "{}");
        binding.putObject("spec")
                .put("policyName", "rule")
                .putArray("validationActions")
                .add("Deny");
        verbs.create(AdmissionPolicies.BINDING, "", binding, false);
    }

    private void create(String namespace, ApiResource resource, ObjectNode object) {
        verbs.create(resource, namespace, object, false);
    }

    private void patch(String pool, String patch) throws JsonProcessingException {
        verbs.mergePatch(new ObjectKey(POOL, "free", pool), "", json(patch), false);
    }

    private static ObjectNode named(String name, String labels) throws JsonProcessingException {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("name", name).set("labels", json(labels));
        return object;
    }

    private static ObjectNode json(String quoted) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(quoted.replace('\'', '"'));
    }
}
