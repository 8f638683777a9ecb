package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.Map;
import java.util.Optional;

/** Cluster API's Machines: each has its AWSMachine, and deletes it with itself. */
final class Machines {

    static final String FINALIZER = "machine.cluster.x-k8s.io";

    private final Surroundings site;
    private final Objects objects;

    Machines(Surroundings site) {
        this.site = site;
        this.objects = site.objects();
    }

    void reconcile(Thing found) {
        Optional<Thing> infrastructure =
                objects.find(Kind.AWS_MACHINE, found.namespace(), found.text("/spec/infrastructureRef/name"));
        if (found.deleting()) {
            infrastructure.ifPresentOrElse(objects::delete, () -> objects.removeFinalizer(found, FINALIZER));
            return;
        }
        Thing machine = objects.addFinalizer(found, FINALIZER);
        if (infrastructure.isPresent()) {
            keep(machine, ClusterApi.belongs(objects, infrastructure.get(), machine, true));
        }
    }

    private void keep(Thing found, Thing infrastructure) {
        String providerId = infrastructure.text("/spec/providerID");
        Thing machine = providerId.isEmpty() || found.text("/spec/providerID").equals(providerId)
                ? found
                : objects.merge(found, Map.of("spec", Map.of("providerID", providerId)));
        boolean ready = infrastructure.at("/status/ready").asBoolean();
        boolean hasNode = machine.at("/status").has("nodeRef");
        ObjectNode status = Json.object()
                .put("phase", hasNode ? "Running" : ready ? "Provisioned" : "Provisioning")
                .put("infrastructureReady", ready)
                .put("bootstrapReady", true);
        for (Thing node : site.controlPlanes().nodes(machine.namespace())) {
            if (!providerId.isEmpty() && node.text("/spec/providerID").equals(providerId)) {
                status.put("phase", "Running")
                        .putObject("nodeRef")
                        .put("apiVersion", "v1")
                        .put("kind", "Node")
                        .put("name", node.name())
                        .put("uid", node.uid());
            }
        }
        objects.status(machine, status);
    }
}
