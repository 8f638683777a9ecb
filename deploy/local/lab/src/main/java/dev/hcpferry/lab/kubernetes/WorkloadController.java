package dev.hcpferry.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Deployments with their ReplicaSets and pods, StatefulSets with their pods and claims. A new template replaces pods at once. */
public final class WorkloadController extends Controller {

    private static final String REVISION = "controller-revision-hash";
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private final Containers containers;
    private final String node;

    public WorkloadController(String cluster, Objects objects, Containers containers) {
        super(cluster + "-workloads", objects);
        this.containers = containers;
        this.node = cluster + "-1";
    }

    @Override
    protected void reconcile() {
        each(objects.list(Kind.DEPLOYMENT), this::deployment);
        each(objects.list(Kind.STATEFUL_SET), this::statefulSet);
    }

    private void deployment(Thing deployment) {
        String hash = hash(deployment);
        if (!deployment.deleting() && isOpen(deployment.namespace())) {
            Thing current = replicaSet(deployment, hash);
            for (Thing old : objects.list(Kind.REPLICA_SET, deployment.namespace())) {
                if (old.ownedBy(deployment) && !old.name().equals(current.name())) {
                    objects.delete(old);
                }
            }
            scale(deployment, current, hash);
        }
        status(deployment, hash);
    }

    private Thing replicaSet(Thing deployment, String hash) {
        String name = deployment.name() + "-" + hash;
        int replicas = deployment.number("/spec/replicas");
        Thing there = objects.find(Kind.REPLICA_SET, deployment.namespace(), name)
                .orElseGet(() -> objects.create(Thing.named(Kind.REPLICA_SET, deployment.namespace(), name)
                        .withOwners(OwnerReference.controller(deployment))
                        .with("/metadata/labels", template(deployment).at("/metadata/labels"))
                        .with("/spec/replicas", replicas)
                        .with("/spec/selector", deployment.at("/spec/selector"))
                        .with("/spec/template", deployment.at("/spec/template"))));
        return there.number("/spec/replicas") == replicas
                ? there
                : objects.merge(there, Map.of("spec", Map.of("replicas", replicas)));
    }

    private void scale(Thing deployment, Thing replicaSet, String hash) {
        List<Thing> pods = objects.list(Kind.POD, deployment.namespace()).stream()
                .filter(pod -> pod.ownedBy(replicaSet) && !pod.deleting())
                .toList();
        int replicas = deployment.number("/spec/replicas");
        for (int i = pods.size(); i < replicas; i++) {
            create(pod(deployment, replicaSet, replicaSet.name() + "-" + suffix(), Map.of(TEMPLATE_HASH, hash)));
        }
        pods.stream().skip(replicas).forEach(objects::delete);
    }

    private void statefulSet(Thing set) {
        String hash = hash(set);
        if (!set.deleting() && isOpen(set.namespace())) {
            int replicas = set.number("/spec/replicas");
            for (int ordinal = 0; ordinal < replicas; ordinal++) {
                member(set, set.name() + "-" + ordinal, hash);
            }
            Pods.of(objects, set.namespace(), set.name()).stream()
                    .filter(pod -> ordinal(pod) >= replicas)
                    .forEach(objects::delete);
        }
        status(set, hash);
    }

    private void member(Thing set, String name, String hash) {
        set.at("/spec/volumeClaimTemplates")
                .forEach(template -> objects.ensure(Thing.named(Kind.CLAIM, set.namespace(), claim(template, name))
                        .with("/spec", template.path("spec"))
                        .with("/status", Map.of("phase", "Bound"))));
        objects.find(Kind.POD, set.namespace(), name)
                .ifPresentOrElse(
                        pod -> {
                            if (!hash.equals(pod.labels().get(REVISION)) && !pod.deleting()) {
                                inform("replaces " + pod.label() + ", whose template changed");
                                objects.delete(pod);
                            }
                        },
                        () -> create(pod(set, set, name, Map.of(REVISION, hash))));
    }

    private void create(Thing pod) {
        objects.create(containers.prepare(pod));
    }

    private Thing pod(Thing workload, Thing owner, String name, Map<String, String> labels) {
        ObjectNode json = template(workload).json().deepCopy();
        json.put("apiVersion", "v1").put("kind", "Pod");
        json.withObject("/metadata").put("namespace", workload.namespace()).put("name", name);
        labels.forEach((key, value) -> json.withObject("/metadata/labels").put(key, value));
        json.withObject("/spec").put("nodeName", node);
        workload.at("/spec/volumeClaimTemplates")
                .forEach(template -> json.withArray("/spec/volumes")
                        .addObject()
                        .put("name", template.at("/metadata/name").asText())
                        .putObject("persistentVolumeClaim")
                        .put("claimName", claim(template, name)));
        return new Thing(Kind.POD, json).withOwners(OwnerReference.controller(owner));
    }

    private static String claim(JsonNode template, String pod) {
        return template.at("/metadata/name").asText() + "-" + pod;
    }

    private void status(Thing workload, String hash) {
        List<Thing> pods = Pods.of(objects, workload.namespace(), workload.name()).stream()
                .filter(pod -> !pod.deleting())
                .toList();
        int ready = (int) pods.stream().filter(pod -> pod.isTrue("Ready")).count();
        int updated = (int)
                pods.stream().filter(pod -> pod.labels().containsValue(hash)).count();
        int replicas = workload.number("/spec/replicas");
        ObjectNode status = Json.object()
                .put("observedGeneration", workload.number("/metadata/generation"))
                .put("replicas", pods.size())
                .put("updatedReplicas", updated)
                .put("readyReplicas", ready)
                .put("availableReplicas", ready);
        if (workload.kind() == Kind.DEPLOYMENT) {
            status.put("unavailableReplicas", Math.max(0, replicas - ready));
            status.set(
                    "conditions",
                    new Conditions(workload).set("Available", ready >= replicas).toJson());
        }
        objects.status(workload, status);
    }

    private boolean isOpen(String namespace) {
        return objects.find(Kind.NAMESPACE, "", namespace)
                .filter(found -> !found.deleting())
                .isPresent();
    }

    private static Thing template(Thing workload) {
        return new Thing(Kind.POD, (ObjectNode) workload.at("/spec/template"));
    }

    /** The same for the same template, in whatever order its fields come. */
    private static String hash(Thing workload) {
        return "%08x".formatted(workload.at("/spec/template").hashCode());
    }

    private static int ordinal(Thing pod) {
        return Integer.parseInt(pod.name().substring(pod.name().lastIndexOf('-') + 1));
    }

    private static String suffix() {
        return "%05d".formatted(ThreadLocalRandom.current().nextInt(100_000)).toLowerCase(Locale.ROOT);
    }
}
