package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries a pause on, and works on a HostedCluster that is not paused: its HostedControlPlane, Cluster and operators. It handles a
 * deletion before it looks at a pause, and then destroys what the other side still uses.
 */
final class HypershiftOperator implements Controller {
    private final Side side;
    private final Surroundings world;

    HypershiftOperator(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
    }

    @Override
    public void reconcile() {
        if (world.faults().operatorIsAway()) {
            return;
        }
        side.hostedCluster().ifPresent(this::hostedCluster);
        side.cluster().list(ResourceKind.NODE_POOL, MigrationWorld.REF.namespace()).stream()
                .filter(pool -> pool.text("/spec/clusterName")
                        .filter(MigrationWorld.REF.name()::equals)
                        .isPresent())
                .forEach(this::nodePool);
    }

    private void hostedCluster(KubernetesObject hostedCluster) {
        if (hostedCluster.deleting()) {
            delete(hostedCluster);
            return;
        }
        status(hostedCluster);
        boolean paused = Pause.of(hostedCluster).isPresent();
        if (paused) {
            pausable().forEach(object -> side.cluster().edit(object.key(), Pause::apply));
        } else {
            keep(hostedCluster);
        }
    }

    /** One that was restored without the URL of its HostedCluster is refused every update. */
    private void keep(KubernetesObject hostedCluster) {
        Optional<KubernetesObject> controlPlane = side.controlPlane();
        if (controlPlane.isEmpty()
                || !HostedCluster.restoreUrl(controlPlane.get()).equals(HostedCluster.restoreUrl(hostedCluster))) {
            return;
        }
        pausable().forEach(object -> side.cluster().edit(object.key(), Pause::remove));
        Stream.of(HyperShift.CONTROL_PLANE_OPERATOR, HyperShift.CLUSTER_API, HyperShift.CAPI_PROVIDER)
                .forEach(name -> Deployments.keep(side.cluster(), ResourceKind.DEPLOYMENT, name, 1));
        addFinalizers(hostedCluster, "hypershift.openshift.io/finalizer", HyperShift.OIDC_FINALIZER);
        if (side.serves()) {
            publishKubeconfig();
        }
    }

    private Stream<KubernetesObject> pausable() {
        return Stream.of(ResourceKind.HOSTED_CONTROL_PLANE, ResourceKind.CLUSTER)
                .flatMap(kind -> side.inside(kind).stream());
    }

    private void status(KubernetesObject hostedCluster) {
        boolean api = side.runs(HyperShift.KUBE_APISERVER) && side.serves();
        boolean etcd = side.etcd().isPresent();
        boolean published = !world.access().isPublic()
                || world.dns().all().stream()
                        .anyMatch(record ->
                                record.type().equals("CNAME") && record.values().contains(side.router()));
        side.cluster().edit(hostedCluster.key(), found -> {
            Conditions.set(found, "Available", api);
            Conditions.set(found, "EtcdAvailable", etcd);
            Conditions.set(found, "KubeAPIServerAvailable", api);
            Conditions.set(found, "ValidAWSIdentityProvider", true);
            Conditions.set(found, "ExternalDNSReachable", published);
            found.json().withObject("/status/kubeconfig").put("name", MigrationWorld.REF.name() + "-admin-kubeconfig");
        });
    }

    private void publishKubeconfig() {
        KubernetesObject secret = KubernetesObject.create(
                ResourceKind.SECRET, MigrationWorld.REF.namespace(), MigrationWorld.REF.name() + "-admin-kubeconfig");
        secret.json().withObject("/data").put("kubeconfig", "Z3Vlc3Q=");
        side.cluster().createIfAbsent(secret);
    }

    private void delete(KubernetesObject hostedCluster) {
        world.violations()
                .add("I3", "the hypershift-operator of " + side.name() + " saw the HostedCluster being deleted");
        side.cluster().edit(hostedCluster.key(), found -> found.setFinalizers(List.of()));
    }

    private void nodePool(KubernetesObject pool) {
        InMemoryManagementCluster cluster = side.cluster();
        if (pool.deleting()) {
            if (!pool.finalizers().isEmpty()) {
                side.inside(ResourceKind.MACHINE_DEPLOYMENT).forEach(cluster::delete);
                cluster.edit(pool.key(), found -> found.setFinalizers(List.of()));
            }
            return;
        }
        boolean paused = Pause.of(pool).isPresent();
        side.inside(ResourceKind.MACHINE_DEPLOYMENT)
                .forEach(deployment -> cluster.edit(deployment.key(), paused ? Pause::apply : Pause::remove));
        if (paused || side.namespace().filter(found -> !found.deleting()).isEmpty()) {
            return;
        }
        addFinalizers(pool, "hypershift.openshift.io/finalizer");
        KubernetesObject machines =
                KubernetesObject.create(ResourceKind.MACHINE_DEPLOYMENT, Side.NAMESPACE, pool.name());
        machines.spec()
                .put("clusterName", "example-abc12")
                .put("replicas", pool.at("/spec/replicas").asInt());
        cluster.createIfAbsent(machines);
    }

    private void addFinalizers(KubernetesObject object, String... finalizers) {
        if (!object.finalizers().containsAll(List.of(finalizers))) {
            side.cluster().edit(object.key(), found -> {
                if (!found.deleting()) {
                    found.setFinalizers(List.of(finalizers));
                }
            });
        }
    }
}
