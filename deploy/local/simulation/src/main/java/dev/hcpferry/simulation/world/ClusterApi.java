package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Cluster API and CAPA, each while a pod of it runs, if only until it is terminated: machines that are missing are made, and an
 * AWSMachine that is deleted takes its instance along. Health checks delete machines of silent nodes. They look at pauses before anything else.
 */
final class ClusterApi implements Controller {
    private static final Duration UNHEALTHY_AFTER = Duration.ofMinutes(8);

    private final Side side;
    private final Surroundings world;
    private final SilentNodes nodes;
    private int made;

    ClusterApi(Side side, Surroundings world, SilentNodes nodes) {
        this.side = side;
        this.world = world;
        this.nodes = nodes;
    }

    @Override
    public void reconcile() {
        boolean unhealthy = nodes.any(UNHEALTHY_AFTER);
        boolean paused = side.inside(ResourceKind.CLUSTER).stream()
                .allMatch(cluster -> Pause.of(cluster).isPresent());
        if (paused) {
            return;
        }
        if (side.runs(HyperShift.CLUSTER_API)) {
            unpaused(ResourceKind.MACHINE_DEPLOYMENT).forEach(this::machineDeployment);
            unpaused(ResourceKind.MACHINE_SET).forEach(this::machineSet);
            unpaused(ResourceKind.MACHINE).forEach(this::machine);
            if (unhealthy && !unpaused(ResourceKind.MACHINE_HEALTH_CHECK).isEmpty()) {
                side.inside(ResourceKind.MACHINE).forEach(side.cluster()::delete);
            }
        }
        if (side.runs(HyperShift.CAPI_PROVIDER)) {
            unpaused(ResourceKind.AWS_MACHINE).forEach(this::awsMachine);
        }
    }

    private List<KubernetesObject> unpaused(ResourceKind kind) {
        return side.inside(kind).stream()
                .filter(object -> Pause.of(object).isEmpty())
                .toList();
    }

    private void machineDeployment(KubernetesObject deployment) {
        List<KubernetesObject> sets = owned(ResourceKind.MACHINE_SET, deployment);
        if (deployment.deleting()) {
            sets.forEach(side.cluster()::delete);
            release(deployment, sets.isEmpty());
        } else if (sets.isEmpty()) {
            create(ResourceKind.MACHINE_SET, deployment, deployment.name() + "-1");
        } else {
            sets.forEach(set -> side.cluster()
                    .edit(set.key(), found -> found.spec().set("replicas", deployment.at("/spec/replicas"))));
        }
    }

    private void machineSet(KubernetesObject set) {
        List<KubernetesObject> machines = owned(ResourceKind.MACHINE, set);
        if (set.deleting()) {
            machines.forEach(side.cluster()::delete);
            release(set, machines.isEmpty());
            return;
        }
        for (int i = machines.size(); i < set.at("/spec/replicas").asInt(); i++) {
            create(ResourceKind.MACHINE, set, set.name() + "-new" + made++);
        }
        machines.stream().skip(set.at("/spec/replicas").asInt()).forEach(side.cluster()::delete);
    }

    private void machine(KubernetesObject machine) {
        InMemoryManagementCluster cluster = side.cluster();
        Optional<KubernetesObject> infrastructure =
                cluster.find(ResourceKind.AWS_MACHINE, Side.NAMESPACE, machine.name());
        if (machine.deleting()) {
            infrastructure.ifPresent(cluster::delete);
            release(machine, infrastructure.isEmpty());
        } else if (infrastructure.isEmpty()) {
            create(ResourceKind.AWS_MACHINE, machine, machine.name());
        } else if (machine.finalizers().isEmpty()) {
            cluster.edit(machine.key(), found -> found.setFinalizers(List.of("machine.cluster.x-k8s.io")));
        }
    }

    private void awsMachine(KubernetesObject machine) {
        Optional<String> instance = machine.text("/spec/providerID");
        if (machine.deleting()) {
            instance.filter(world.instances()::remove)
                    .ifPresent(id -> world.violations()
                            .add("I3", id + " was terminated through " + side.name() + " with " + machine));
            release(machine, true);
        } else if (instance.isEmpty()) {
            String id = "aws:///eu-west-1a/i-new-" + side.name() + made++;
            world.instances().add(id);
            world.violations().add("I3", id + " was created through " + side.name() + " for " + machine);
            side.cluster().edit(machine.key(), found -> found.spec().put("providerID", id));
        } else if (machine.finalizers().isEmpty()) {
            side.cluster()
                    .edit(
                            machine.key(),
                            found -> found.setFinalizers(List.of("awsmachine.infrastructure.cluster.x-k8s.io")));
        }
    }

    private void release(KubernetesObject object, boolean done) {
        if (done && !object.finalizers().isEmpty()) {
            side.cluster().edit(object.key(), found -> found.setFinalizers(List.of()));
        }
    }

    private List<KubernetesObject> owned(ResourceKind kind, KubernetesObject owner) {
        return side.inside(kind).stream()
                .filter(object -> object.ownerReferences().stream()
                        .anyMatch(reference -> reference.uid().equals(owner.uid())))
                .toList();
    }

    private void create(ResourceKind kind, KubernetesObject owner, String name) {
        if (side.namespace().filter(found -> !found.deleting()).isEmpty()) {
            return;
        }
        KubernetesObject object = KubernetesObject.create(kind, Side.NAMESPACE, name);
        object.spec()
                .put("clusterName", "example-abc12")
                .put("replicas", owner.at("/spec/replicas").asInt());
        object.setOwnerReferences(List.of(new OwnerReference(
                owner.kind().apiVersion(), owner.kind().kind(), owner.name(), owner.uid(), true, false)));
        side.cluster().createIfAbsent(object);
    }
}
