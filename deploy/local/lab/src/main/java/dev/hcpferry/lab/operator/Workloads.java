package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The Deployments of a control plane and its etcd, as its HostedControlPlane wants them. */
final class Workloads {

    static final String ETCD = "etcd";
    static final String API = "kube-apiserver";

    private static final List<String> DEPLOYMENTS = List.of(
            API,
            "kube-controller-manager",
            "kube-scheduler",
            "openshift-apiserver",
            "openshift-oauth-apiserver",
            "oauth-openshift",
            "hosted-cluster-config-operator",
            "ignition-server",
            "konnectivity-agent",
            "router",
            "cluster-version-operator");
    private static final Set<String> HIGHLY_AVAILABLE =
            Set.of(API, "openshift-apiserver", "openshift-oauth-apiserver", "oauth-openshift");
    private static final Map<String, Integer> GRACE =
            Map.of(API, 135, "openshift-apiserver", 120, "openshift-oauth-apiserver", 120);
    private static final Template DEPLOYMENT = Template.load("operator/deployment.yaml");
    private static final Template STATEFUL_SET = Template.load("operator/etcd.yaml");
    private static final String INIT_CONTAINERS = "/spec/template/spec/initContainers";
    private static final String RESTORE_URL = "/spec/etcd/managed/storage/restoreSnapshotURL/0";

    private Workloads() {}

    /** What the control-plane-operator keeps. */
    static List<Thing> of(Thing hcp) {
        return Stream.concat(Stream.of(etcd(hcp)), DEPLOYMENTS.stream().map(name -> deployment(hcp, name)))
                .toList();
    }

    static Thing deployment(Thing hcp, String name) {
        boolean many = isHighlyAvailable(hcp) && HIGHLY_AVAILABLE.contains(name);
        return DEPLOYMENT
                .renderOne(Map.of(
                        "namespace", hcp.namespace(),
                        "name", name,
                        "replicas", many ? "3" : "1",
                        "grace", GRACE.getOrDefault(name, 30).toString(),
                        "image", hcp.text("/spec/releaseImage")))
                .withOwners(OwnerReference.controller(hcp));
    }

    /** With etcd-init, which restores a snapshot, as long as there is a URL and nothing is restored from it. */
    private static Thing etcd(Thing hcp) {
        Thing etcd = STATEFUL_SET
                .renderOne(Map.of("namespace", hcp.namespace(), "replicas", isHighlyAvailable(hcp) ? "3" : "1"))
                .withOwners(OwnerReference.controller(hcp));
        String url = hcp.text(RESTORE_URL);
        if (!url.isEmpty() && !hcp.isTrue("EtcdSnapshotRestored")) {
            ObjectNode init = Json.object(Map.of(
                    "name",
                    "etcd-init",
                    "image",
                    "registry.example.test/ocp/etcd",
                    "env",
                    List.of(Map.of("name", "RESTORE_URL_ETCD", "value", url))));
            etcd.json().withArray(INIT_CONTAINERS).add(init);
        }
        return etcd;
    }

    /** Only replicas and the names of init containers are looked at, as far as a migration cares. */
    static boolean differ(Thing there, Thing wanted) {
        return there.number("/spec/replicas") != wanted.number("/spec/replicas") || initContainersDiffer(there, wanted);
    }

    static Map<String, Object> correction(Thing there, Thing wanted) {
        Map<String, Object> spec = new HashMap<>();
        spec.put("replicas", wanted.number("/spec/replicas"));
        if (initContainersDiffer(there, wanted)) {
            spec.put("template", Map.of("spec", Map.of("initContainers", wanted.at(INIT_CONTAINERS))));
        }
        return Map.of("spec", spec);
    }

    private static boolean initContainersDiffer(Thing there, Thing wanted) {
        return there.at(INIT_CONTAINERS).size() != wanted.at(INIT_CONTAINERS).size();
    }

    private static boolean isHighlyAvailable(Thing hcp) {
        return hcp.text("/spec/controllerAvailabilityPolicy").equals("HighlyAvailable");
    }
}
