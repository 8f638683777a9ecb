package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.aws.Ec2;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.Map;
import java.util.Optional;

/**
 * Cluster API's AWS provider, in each namespace where a pod of {@code capi-provider} runs; a terminating pod still works.
 *
 * <p>An AWSMachine without providerID gets a new instance; deleting an AWSMachine terminates its instance.
 */
public final class Capa extends Controller {

    private static final String FINALIZER = "awsmachine.infrastructure.cluster.x-k8s.io";

    private final Surroundings site;

    public Capa(Surroundings site) {
        super(site.cluster() + "-capi-provider", site.objects());
        this.site = site;
    }

    @Override
    protected void reconcile() {
        for (Thing namespace : objects.list(Kind.NAMESPACE)) {
            if (Pods.run(objects, namespace.name(), HyperShift.CAPI_PROVIDER)) {
                each(objects.list(Kind.AWS_MACHINE, namespace.name()), this::machine);
            }
        }
    }

    private void machine(Thing found) {
        Optional<Thing> machine = owner(found);
        Optional<Thing> cluster = machine.flatMap(one -> ClusterApi.clusterOf(objects, one));
        if (cluster.isEmpty() || ClusterApi.isPaused(found, cluster.get())) {
            return;
        }
        if (!found.deleting()) {
            provide(objects.addFinalizer(found, FINALIZER));
        } else if (found.finalizers().contains(FINALIZER)) {
            String id = instance(found);
            site.aws().ec2().terminate(id, site.cluster(), found.label() + " was deleted");
            objects.removeFinalizer(found, FINALIZER);
        }
    }

    private void provide(Thing found) {
        Thing machine = found;
        if (machine.text("/spec/providerID").isEmpty()) {
            String id = site.aws().ec2().run(site.cluster(), machine.label() + " had no providerID");
            machine = objects.merge(
                    machine, Map.of("spec", Map.of("instanceID", id, "providerID", "aws:///us-east-1a/" + id)));
        }
        boolean running = site.aws().ec2().instances().get(instance(machine)) == Ec2.State.RUNNING;
        ObjectNode status =
                Json.object().put("ready", running).put("instanceState", running ? "running" : "terminated");
        status.set(
                "conditions",
                new Conditions(machine)
                        .set("Ready", running)
                        .set("InstanceReady", running)
                        .toJson());
        objects.status(machine, status);
    }

    /** By name, as the real one finds it. */
    private Optional<Thing> owner(Thing machine) {
        return machine.owners().stream()
                .filter(one -> one.kind().equals("Machine"))
                .map(OwnerReference::name)
                .findFirst()
                .flatMap(name -> objects.find(Kind.MACHINE, machine.namespace(), name));
    }

    private static String instance(Thing machine) {
        String providerId = machine.text("/spec/providerID");
        return providerId.substring(providerId.lastIndexOf('/') + 1);
    }
}
