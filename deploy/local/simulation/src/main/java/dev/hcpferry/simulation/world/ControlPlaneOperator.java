package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import java.util.List;
import java.util.Map;

/**
 * Works while a pod of it runs, if only until it is terminated: tells the state of the control plane, and while that is not paused
 * keeps its workloads at their size and its routes in place.
 */
final class ControlPlaneOperator implements Controller {
    private static final Map<String, String> ROUTES =
            Map.of("kube-apiserver", "api-example.example.com", "oauth", "oauth-example.example.com");

    private final Side side;
    private final Surroundings world;

    ControlPlaneOperator(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
    }

    @Override
    public void reconcile() {
        if (side.runs(HyperShift.CONTROL_PLANE_OPERATOR)) {
            side.controlPlane().ifPresent(this::controlPlane);
        }
    }

    private void controlPlane(KubernetesObject found) {
        if (found.deleting()) {
            if (side.serves()) {
                world.violations().add("I3", "cloud resources of the guest were destroyed through " + side.name());
            }
            side.cluster().edit(found.key(), object -> object.setFinalizers(List.of()));
            return;
        }
        boolean etcd = side.etcd().isPresent();
        boolean restored = side.etcd().filter(EtcdData::restored).isPresent();
        boolean api = side.serves();
        side.cluster().edit(found.key(), object -> {
            Conditions.set(object, "EtcdAvailable", etcd);
            Conditions.set(
                    object,
                    HyperShift.ETCD_SNAPSHOT_RESTORED,
                    restored || object.conditionIsTrue(HyperShift.ETCD_SNAPSHOT_RESTORED));
            Conditions.set(object, "KubeAPIServerAvailable", api);
        });
        boolean paused = Pause.of(found).isPresent();
        world.endpoint().reconcile(side, paused);
        if (!paused || world.faults().rescales()) {
            keep(found);
        }
    }

    private void keep(KubernetesObject controlPlane) {
        if (controlPlane.finalizers().isEmpty()) {
            side.cluster()
                    .edit(
                            controlPlane.key(),
                            found -> found.setFinalizers(List.of("hypershift.openshift.io/finalizer")));
        }
        etcd(controlPlane);
        HyperShift.API_SERVERS.forEach(name -> Deployments.keep(side.cluster(), ResourceKind.DEPLOYMENT, name, 1));
        if (world.access().isPublic()) {
            ROUTES.forEach(this::route);
        }
        if (world.access().isPrivate()) {
            PrivateEndpoint.want(side);
        }
    }

    private void etcd(KubernetesObject controlPlane) {
        Deployments.keep(side.cluster(), ResourceKind.STATEFUL_SET, HyperShift.ETCD, world.etcdMembers());
        boolean restored = controlPlane.conditionIsTrue(HyperShift.ETCD_SNAPSHOT_RESTORED);
        if (restored || side.volume().isPresent()) {
            return;
        }
        HostedCluster.restoreUrl(controlPlane)
                .ifPresent(url -> side.inside(ResourceKind.STATEFUL_SET).stream()
                        .filter(set -> set.name().equals(HyperShift.ETCD))
                        .forEach(set -> side.cluster().edit(set.key(), found -> init(found, url))));
    }

    private static void init(KubernetesObject etcd, String url) {
        if (etcd.text(EtcdInit.URL).isEmpty()) {
            etcd.json()
                    .withObject("/spec/template/spec")
                    .putArray("initContainers")
                    .addObject()
                    .putArray("env")
                    .addObject()
                    .put("name", "RESTORE_URL_ETCD")
                    .put("value", url);
        }
    }

    private void route(String name, String host) {
        if (side.namespace().filter(found -> !found.deleting()).isPresent()) {
            KubernetesObject route = KubernetesObject.create(ResourceKind.ROUTE, Side.NAMESPACE, name);
            route.spec().put("host", host);
            side.cluster().createIfAbsent(route);
        }
    }
}
