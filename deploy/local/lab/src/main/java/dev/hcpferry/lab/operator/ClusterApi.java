package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cluster API, in each namespace where a pod of its Deployment runs; a terminating pod still works. It looks at pauses before
 * anything else.
 */
public final class ClusterApi extends Controller {

    static final String PAUSED = "cluster.x-k8s.io/paused";
    static final String CLUSTER_NAME = "cluster.x-k8s.io/cluster-name";
    private static final String CLUSTER_FINALIZER = "cluster.cluster.x-k8s.io";
    private static final List<Kind> DESCENDANTS = List.of(Kind.MACHINE_DEPLOYMENT, Kind.MACHINE_SET, Kind.MACHINE);

    private final MachineDeployments deployments;
    private final MachineSets sets;
    private final Machines machines;

    public ClusterApi(Surroundings site) {
        super(site.cluster() + "-cluster-api", site.objects());
        this.deployments = new MachineDeployments(objects);
        this.sets = new MachineSets(objects);
        this.machines = new Machines(site);
    }

    @Override
    protected void reconcile() {
        for (Thing namespace : objects.list(Kind.NAMESPACE)) {
            if (Pods.run(objects, namespace.name(), HyperShift.CLUSTER_API)) {
                reconcile(namespace.name());
            }
        }
    }

    private void reconcile(String namespace) {
        each(unpaused(Kind.CLUSTER, namespace), this::cluster);
        each(unpaused(Kind.MACHINE_DEPLOYMENT, namespace), deployments::reconcile);
        each(unpaused(Kind.MACHINE_SET, namespace), sets::reconcile);
        each(unpaused(Kind.MACHINE, namespace), machines::reconcile);
        each(
                unpaused(Kind.MACHINE_HEALTH_CHECK, namespace),
                check -> belongs(objects, check, clusterOf(objects, check).orElseThrow(), false));
    }

    private List<Thing> unpaused(Kind kind, String namespace) {
        return objects.list(kind, namespace).stream()
                .filter(one -> {
                    Optional<Thing> cluster = kind == Kind.CLUSTER ? Optional.of(one) : clusterOf(objects, one);
                    return cluster.isPresent() && !isPaused(one, cluster.get());
                })
                .toList();
    }

    private void cluster(Thing found) {
        Optional<Thing> infrastructure =
                objects.find(Kind.AWS_CLUSTER, found.namespace(), found.text("/spec/infrastructureRef/name"));
        Optional<Thing> controlPlane =
                objects.find(Kind.HOSTED_CONTROL_PLANE, found.namespace(), found.text("/spec/controlPlaneRef/name"));
        if (found.deleting()) {
            delete(found, infrastructure, controlPlane);
            return;
        }
        Thing cluster = objects.addFinalizer(found, CLUSTER_FINALIZER);
        infrastructure.ifPresent(one -> belongs(objects, one, cluster, true));
        controlPlane.ifPresent(one -> belongs(objects, one, cluster, true));
        objects.list(Kind.AWS_MACHINE_TEMPLATE, cluster.namespace())
                .forEach(one -> belongs(objects, one, cluster, false));
        boolean ready = infrastructure
                .filter(one -> one.at("/status/ready").asBoolean())
                .isPresent();
        objects.status(
                cluster,
                Json.object()
                        .put("phase", ready ? "Provisioned" : "Provisioning")
                        .put("infrastructureReady", ready)
                        .put("controlPlaneReady", controlPlane.isPresent()));
    }

    private void delete(Thing cluster, Optional<Thing> infrastructure, Optional<Thing> controlPlane) {
        for (Kind kind : DESCENDANTS) {
            List<Thing> descendants = objects.list(kind, cluster.namespace()).stream()
                    .filter(one -> one.text("/spec/clusterName").equals(cluster.name()))
                    .toList();
            descendants.forEach(objects::delete);
            if (!descendants.isEmpty()) {
                return;
            }
        }
        if (controlPlane.isPresent()) {
            objects.delete(controlPlane.get());
        } else if (infrastructure.isPresent()) {
            objects.delete(infrastructure.get());
        } else {
            objects.removeFinalizer(cluster, CLUSTER_FINALIZER);
        }
    }

    static boolean isPaused(Thing thing, Thing cluster) {
        return cluster.at("/spec/paused").asBoolean() || thing.annotated(PAUSED);
    }

    static Optional<Thing> clusterOf(Objects objects, Thing thing) {
        return objects.find(Kind.CLUSTER, thing.namespace(), thing.text("/spec/clusterName"));
    }

    /** Adds the owner, in place of an older incarnation of it, and the Cluster's label. */
    static Thing belongs(Objects objects, Thing thing, Thing owner, boolean controller) {
        String cluster = owner.kind() == Kind.CLUSTER ? owner.name() : owner.text("/spec/clusterName");
        if (thing.deleting()
                || (thing.ownedBy(owner) && cluster.equals(thing.labels().get(CLUSTER_NAME)))) {
            return thing;
        }
        List<OwnerReference> owners = new ArrayList<>(thing.owners());
        owners.removeIf(
                one -> one.kind().equals(owner.kind().kind()) && one.name().equals(owner.name()));
        owners.add(controller ? OwnerReference.controller(owner) : OwnerReference.plain(owner));
        return objects.merge(
                thing,
                Map.of(
                        "metadata",
                        Map.of(
                                "resourceVersion",
                                thing.text("/metadata/resourceVersion"),
                                "labels",
                                Map.of(CLUSTER_NAME, cluster),
                                "ownerReferences",
                                thing.withOwners(owners.toArray(OwnerReference[]::new))
                                        .at("/metadata/ownerReferences"))));
    }

    /** Whether the selector of {@code selecting} matches. */
    static boolean selects(Thing selecting, Thing thing) {
        Map<String, String> labels = thing.labels();
        return !selecting.at("/spec/selector/matchLabels").isEmpty()
                && selecting.at("/spec/selector/matchLabels").properties().stream()
                        .allMatch(one -> one.getValue().asText().equals(labels.get(one.getKey())));
    }
}
