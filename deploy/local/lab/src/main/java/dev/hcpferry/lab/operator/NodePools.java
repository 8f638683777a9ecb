package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hypershift-operator's NodePool controller.
 *
 * <p>What a NodePool's machines were made from is known by its annotations alone: without nodePoolCurrentConfig the
 * configuration counts as new, and all machines are replaced. A pause reaches objects of the NodePool's own name only.
 */
final class NodePools {

    private static final String CONFIG = "hypershift.openshift.io/nodePoolCurrentConfig";
    private static final String CONFIG_VERSION = "hypershift.openshift.io/nodePoolCurrentConfigVersion";
    private static final String TEMPLATE = "hypershift.openshift.io/nodePoolPlatformMachineTemplate";
    private static final Template OBJECTS = Template.load("operator/node-pool.yaml");
    private static final List<Kind> MADE =
            List.of(Kind.AWS_MACHINE_TEMPLATE, Kind.MACHINE_DEPLOYMENT, Kind.MACHINE_HEALTH_CHECK, Kind.MACHINE_SET);

    private final Objects objects;

    NodePools(Objects objects) {
        this.objects = objects;
    }

    void reconcile(Thing found) {
        String namespace =
                found.namespace() + "-" + found.text("/spec/clusterName").replace('.', '-');
        if (found.deleting()) {
            delete(found, namespace);
            return;
        }
        Optional<Thing> hostedCluster =
                objects.find(Kind.HOSTED_CLUSTER, found.namespace(), found.text("/spec/clusterName"));
        if (hostedCluster.isEmpty()) {
            return;
        }
        Thing pool = status(own(objects.addFinalizer(found, HyperShift.FINALIZER), hostedCluster.get()), namespace);
        if (HyperShift.isPaused(pool)) {
            pause(pool, namespace);
        } else if (hostedCluster.get().at("/status").has("kubeconfig")) {
            keep(pool, hostedCluster.get(), namespace);
        }
    }

    private Thing own(Thing pool, Thing hostedCluster) {
        return pool.ownedBy(hostedCluster)
                ? pool
                : objects.merge(
                        pool,
                        Map.of(
                                "metadata",
                                Map.of(
                                        "ownerReferences",
                                        pool.withOwners(OwnerReference.plain(hostedCluster))
                                                .at("/metadata/ownerReferences"))));
    }

    private void pause(Thing pool, String namespace) {
        for (Kind kind : List.of(Kind.MACHINE_SET, Kind.MACHINE_DEPLOYMENT)) {
            objects.find(kind, namespace, pool.name())
                    .filter(there -> !there.annotated(ClusterApi.PAUSED))
                    .ifPresent(there -> objects.annotate(there, ClusterApi.PAUSED, "true"));
        }
    }

    private void keep(Thing pool, Thing hostedCluster, String namespace) {
        boolean isNew = !pool.annotated(CONFIG);
        String config = isNew ? hash(hostedCluster.uid() + pool.at("/spec")) : pool.annotation(CONFIG_VERSION);
        String template = pool.annotated(TEMPLATE)
                ? pool.annotation(TEMPLATE)
                : pool.name() + "-" + hash(pool.at("/spec/platform").toString());
        Map<String, String> values = new HashMap<>();
        values.put("namespace", namespace);
        values.put("pool", pool.name());
        values.put("nodePool", HyperShift.key(pool));
        values.put("infraId", hostedCluster.text("/spec/infraID"));
        values.put("template", template);
        values.put("config", config);
        values.put("replicas", pool.text("/spec/replicas"));
        OBJECTS.render(values).forEach(this::keep);
        if (isNew || !pool.annotated(TEMPLATE)) {
            objects.merge(
                    pool,
                    Map.of(
                            "metadata",
                            Map.of("annotations", Map.of(CONFIG, config, CONFIG_VERSION, config, TEMPLATE, template))));
        }
    }

    private void keep(Thing wanted) {
        Optional<Thing> there = objects.find(wanted.kind(), wanted.namespace(), wanted.name());
        if (there.isEmpty()) {
            objects.ensure(wanted);
        } else if (wanted.kind() == Kind.MACHINE_DEPLOYMENT && !there.get().deleting()) {
            update(there.get(), wanted);
        }
    }

    private void update(Thing deployment, Thing wanted) {
        boolean differs = deployment.number("/spec/replicas") != wanted.number("/spec/replicas");
        for (String field : List.of("bootstrap/dataSecretName", "infrastructureRef/name")) {
            String pointer = "/spec/template/spec/" + field;
            differs |= !deployment.text(pointer).equals(wanted.text(pointer));
        }
        if (differs) {
            objects.merge(deployment, Map.of("spec", wanted.at("/spec")));
        }
        if (deployment.annotated(ClusterApi.PAUSED)) {
            objects.annotate(deployment, ClusterApi.PAUSED, null);
        }
    }

    private void delete(Thing pool, String namespace) {
        if (!pool.finalizers().contains(HyperShift.FINALIZER)) {
            return;
        }
        String key = HyperShift.key(pool);
        for (Kind kind : MADE) {
            objects.list(kind, namespace).stream()
                    .filter(one -> one.annotation(HyperShift.NODE_POOL).equals(key))
                    .forEach(objects::delete);
        }
        if (machines(pool, namespace).isEmpty()) {
            objects.list(Kind.SECRET, namespace).stream()
                    .filter(one -> one.annotation(HyperShift.NODE_POOL).equals(key))
                    .forEach(objects::delete);
            objects.removeFinalizer(pool, HyperShift.FINALIZER);
        }
    }

    private Thing status(Thing pool, String namespace) {
        List<Thing> machines = machines(pool, namespace);
        int running = (int) machines.stream()
                .filter(one -> one.text("/status/phase").equals("Running"))
                .count();
        boolean ready = running == machines.size() && !machines.isEmpty();
        boolean paused = HyperShift.isPaused(pool);
        Conditions conditions = new Conditions(pool)
                .set("Ready", ready)
                .set("AllMachinesReady", ready)
                .set("AllNodesHealthy", ready)
                .set("ReconciliationActive", !paused, paused ? "ReconciliationPaused" : "ReconciliationActive", "")
                .set("UpdatingConfig", false)
                .set("UpdatingVersion", false);
        return objects.status(
                pool, Json.object(Map.of("replicas", running, "version", "4.19.9", "conditions", conditions.toJson())));
    }

    private List<Thing> machines(Thing pool, String namespace) {
        return objects.list(Kind.MACHINE, namespace).stream()
                .filter(one -> one.annotation(HyperShift.NODE_POOL).equals(HyperShift.key(pool)))
                .toList();
    }

    private static String hash(String content) {
        return "%08x".formatted(content.hashCode());
    }
}
