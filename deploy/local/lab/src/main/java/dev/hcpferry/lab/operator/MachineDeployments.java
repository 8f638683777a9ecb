package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Cluster API's MachineDeployments. Without a MachineSet of their own (by UID) and of their template they make a new one and
 * scale the others to 0.
 */
final class MachineDeployments {

    private static final String FINALIZER = "cluster.x-k8s.io/machinedeployment";
    private static final String HASH = "machine-template-hash";

    private final Objects objects;

    MachineDeployments(Objects objects) {
        this.objects = objects;
    }

    void reconcile(Thing found) {
        List<Thing> sets = new ArrayList<>(objects.list(Kind.MACHINE_SET, found.namespace()).stream()
                .filter(one -> one.ownedBy(found))
                .toList());
        if (found.deleting()) {
            sets.forEach(objects::delete);
            if (sets.isEmpty()) {
                objects.removeFinalizer(found, FINALIZER);
            }
            return;
        }
        Thing cluster = ClusterApi.clusterOf(objects, found).orElseThrow();
        Thing deployment = ClusterApi.belongs(objects, objects.addFinalizer(found, FINALIZER), cluster, false);
        sets.addAll(adopted(deployment));
        Thing current = current(deployment, sets);
        sets.stream()
                .filter(old -> !old.name().equals(current.name()) && old.number("/spec/replicas") > 0)
                .forEach(old -> scale(old, 0));
        objects.status(deployment, status(deployment, current));
    }

    private List<Thing> adopted(Thing deployment) {
        return objects.list(Kind.MACHINE_SET, deployment.namespace()).stream()
                .filter(one -> !one.controlled() && !one.deleting() && ClusterApi.selects(deployment, one))
                .map(orphan -> ClusterApi.belongs(objects, orphan, deployment, true))
                .toList();
    }

    private Thing current(Thing deployment, List<Thing> sets) {
        Optional<Thing> same = sets.stream()
                .filter(one -> !one.deleting() && essence(one).equals(essence(deployment)))
                .findFirst();
        int replicas = deployment.number("/spec/replicas");
        return same.map(set -> set.number("/spec/replicas") == replicas ? set : scale(set, replicas))
                .orElseGet(() -> objects.create(newSet(deployment)));
    }

    private Thing scale(Thing set, int replicas) {
        return objects.merge(set, Map.of("spec", Map.of("replicas", replicas)));
    }

    /** Its selector has a suffix that no other set's Machines carry: it adopts none of them. */
    private static Thing newSet(Thing deployment) {
        String suffix = "%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
        Thing set = Thing.named(Kind.MACHINE_SET, deployment.namespace(), deployment.name() + "-" + suffix);
        ObjectNode json = set.json();
        ObjectNode metadata = json.withObject("/metadata");
        metadata.putArray("finalizers").add(MachineSets.FINALIZER);
        metadata.putObject("annotations")
                .put(HyperShift.NODE_POOL, deployment.annotation(HyperShift.NODE_POOL))
                .put("machinedeployment.clusters.x-k8s.io/revision", "1");
        ObjectNode labels = metadata.putObject("labels");
        labels.setAll((ObjectNode) deployment.at("/spec/selector/matchLabels"));
        labels.put(HASH, suffix).put("cluster.x-k8s.io/deployment-name", deployment.name());
        ObjectNode spec = json.putObject("spec");
        spec.put("clusterName", deployment.text("/spec/clusterName"))
                .put("replicas", deployment.number("/spec/replicas"))
                .put("deletePolicy", "Random");
        spec.withObject("/selector/matchLabels")
                .setAll((ObjectNode) deployment.at("/spec/selector/matchLabels").deepCopy());
        spec.withObject("/selector/matchLabels").put(HASH, suffix);
        spec.set("template", deployment.at("/spec/template").deepCopy());
        spec.withObject("/template/metadata").set("labels", labels.deepCopy());
        return set.withOwners(OwnerReference.controller(deployment));
    }

    private static ObjectNode status(Thing deployment, Thing current) {
        int replicas = current.number("/status/replicas");
        int ready = current.number("/status/readyReplicas");
        return Json.object()
                .put("replicas", replicas)
                .put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("updatedReplicas", replicas)
                .put("phase", "Running")
                .put("observedGeneration", deployment.number("/metadata/generation"));
    }

    /** What makes machines of the template what they are. */
    private static String essence(Thing thing) {
        return String.join(
                " ",
                thing.text("/spec/template/spec/bootstrap/dataSecretName"),
                thing.text("/spec/template/spec/infrastructureRef/name"),
                thing.text("/spec/template/spec/version"));
    }
}
