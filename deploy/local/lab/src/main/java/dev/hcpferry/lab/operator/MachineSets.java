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

/** Cluster API's MachineSets: Machines are theirs by UID; too few are made up for, too many deleted. */
final class MachineSets {

    static final String FINALIZER = "cluster.x-k8s.io/machineset";

    private final Objects objects;

    MachineSets(Objects objects) {
        this.objects = objects;
    }

    void reconcile(Thing found) {
        List<Thing> machines = new ArrayList<>(objects.list(Kind.MACHINE, found.namespace()).stream()
                .filter(one -> one.ownedBy(found))
                .toList());
        if (found.deleting()) {
            machines.forEach(objects::delete);
            if (machines.isEmpty()) {
                objects.removeFinalizer(found, FINALIZER);
            }
            return;
        }
        Thing set = objects.addFinalizer(found, FINALIZER);
        machines.addAll(adopted(set));
        machines.removeIf(Thing::deleting);
        int replicas = set.number("/spec/replicas");
        for (int i = machines.size(); i < replicas; i++) {
            create(set);
        }
        machines.stream().skip(replicas).forEach(objects::delete);
        int ready = (int) machines.stream()
                .filter(one -> one.at("/status").has("nodeRef"))
                .count();
        objects.status(
                set,
                Json.object()
                        .put("replicas", machines.size())
                        .put("readyReplicas", ready)
                        .put("availableReplicas", ready)
                        .put("fullyLabeledReplicas", machines.size())
                        .put("observedGeneration", set.number("/metadata/generation")));
    }

    private List<Thing> adopted(Thing set) {
        return objects.list(Kind.MACHINE, set.namespace()).stream()
                .filter(one -> !one.controlled() && !one.deleting() && ClusterApi.selects(set, one))
                .map(orphan -> ClusterApi.belongs(objects, orphan, set, true))
                .toList();
    }

    private void create(Thing set) {
        Optional<Thing> template = objects.find(
                Kind.AWS_MACHINE_TEMPLATE, set.namespace(), set.text("/spec/template/spec/infrastructureRef/name"));
        if (template.isEmpty()) {
            return;
        }
        String name = set.name() + "-%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
        Thing aws = Thing.named(Kind.AWS_MACHINE, set.namespace(), name)
                .with("/spec", template.get().at("/spec/template/spec"));
        describe(aws, set);
        aws.json()
                .withObject("/metadata/annotations")
                .put("cluster.x-k8s.io/cloned-from-name", template.get().name())
                .put("cluster.x-k8s.io/cloned-from-groupkind", "AWSMachineTemplate.infrastructure.cluster.x-k8s.io");
        objects.create(aws);
        Thing machine = Thing.named(Kind.MACHINE, set.namespace(), name)
                .with("/spec", set.at("/spec/template/spec"))
                .with(
                        "/spec/infrastructureRef",
                        Map.of(
                                "apiVersion",
                                Kind.AWS_MACHINE.resource().groupVersion(),
                                "kind",
                                "AWSMachine",
                                "namespace",
                                set.namespace(),
                                "name",
                                name))
                .withOwners(OwnerReference.controller(set));
        machine.json().withObject("/metadata").putArray("finalizers").add(Machines.FINALIZER);
        describe(machine, set);
        objects.create(machine);
    }

    private static void describe(Thing thing, Thing set) {
        ObjectNode metadata = thing.json().withObject("/metadata");
        metadata.withObject("/labels")
                .setAll((ObjectNode) set.at("/spec/template/metadata/labels").deepCopy());
        metadata.withObject("/labels").put("cluster.x-k8s.io/set-name", set.name());
        metadata.withObject("/annotations").setAll((ObjectNode)
                set.at("/spec/template/metadata/annotations").deepCopy());
    }
}
