package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import java.util.Map;
import java.util.Optional;

/**
 * Acts while a pod of {@code hypershift/operator} runs, for all hosted clusters of the management cluster.
 *
 * <p>A deletion it handles before it looks at the pause. An unpaused hosted cluster gets its Deployments scaled up and its
 * Cluster unpaused.
 */
public final class HypershiftOperator extends Controller {

    private static final Template CLUSTER = Template.load("operator/cluster.yaml");

    private final Surroundings site;
    private final HostedControlPlanes controlPlanes;
    private final ReferencedObjects references;
    private final HostedClusterStatus status;
    private final HostedClusterDeletion deletion;
    private final NodePools nodePools;

    public HypershiftOperator(Surroundings site) {
        super(site.cluster() + "-hypershift-operator", site.objects());
        this.site = site;
        this.controlPlanes = new HostedControlPlanes(objects);
        this.references = new ReferencedObjects(objects);
        this.status = new HostedClusterStatus(objects);
        this.deletion = new HostedClusterDeletion(site);
        this.nodePools = new NodePools(objects);
    }

    @Override
    protected void reconcile() {
        if (!site.has(Fault.HYPERSHIFT_OPERATOR_DEAD) && Pods.run(objects, "hypershift", "operator")) {
            each(objects.list(Kind.HOSTED_CLUSTER), this::hostedCluster);
            each(objects.list(Kind.NODE_POOL), nodePools::reconcile);
            each(objects.list(Kind.AWS_ENDPOINT_SERVICE), this::endpointService);
        }
    }

    private void hostedCluster(Thing found) {
        Optional<Thing> hcp = controlPlanes.find(found);
        if (found.deleting()) {
            deletion.proceed(found, hcp);
            return;
        }
        Thing hostedCluster = objects.addFinalizer(status.reconcile(found, hcp), HyperShift.FINALIZER);
        holdDeployments(HyperShift.controlPlaneNamespace(hostedCluster));
        if (HyperShift.isPaused(hostedCluster)) {
            pause(hostedCluster, hcp);
        } else {
            keep(hostedCluster);
        }
    }

    private void pause(Thing hostedCluster, Optional<Thing> hcp) {
        String until = hostedCluster.text("/spec/pausedUntil");
        hcp.filter(found -> !found.text("/spec/pausedUntil").equals(until))
                .ifPresent(found -> objects.merge(found, Map.of("spec", Map.of("pausedUntil", until))));
        pauseCluster(hostedCluster, true);
    }

    private void keep(Thing hostedCluster) {
        Thing hcp = controlPlanes.reconcile(hostedCluster);
        try {
            references.sync(hostedCluster, hcp);
        } catch (IllegalStateException missing) {
            objects.status(
                    hostedCluster,
                    Json.object(Map.of(
                            "conditions",
                            new Conditions(hostedCluster)
                                    .set("ReconciliationSucceeded", false, "ReconciliationError", message(missing))
                                    .toJson())));
            throw missing;
        }
        cluster(hostedCluster, hcp);
        deployments(hcp);
        documents(hostedCluster, hcp);
    }

    private void cluster(Thing hostedCluster, Thing hcp) {
        CLUSTER.render(Map.of(
                        "namespace", hcp.namespace(),
                        "name", hcp.name(),
                        "infraId", hcp.text("/spec/infraID"),
                        "hostedCluster", HyperShift.key(hostedCluster),
                        "host", hcp.text("/spec/services/0/servicePublishingStrategy/route/hostname")))
                .forEach(objects::ensure);
        objects.find(Kind.AWS_CLUSTER, hcp.namespace(), hcp.name())
                .ifPresent(found -> objects.status(found, Json.object().put("ready", true)));
        pauseCluster(hostedCluster, false);
    }

    private void pauseCluster(Thing hostedCluster, boolean paused) {
        objects.find(Kind.CLUSTER, HyperShift.controlPlaneNamespace(hostedCluster), hostedCluster.text("/spec/infraID"))
                .filter(found -> found.at("/spec/paused").asBoolean() != paused)
                .ifPresent(found -> objects.merge(found, Map.of("spec", Map.of("paused", paused))));
    }

    private void deployments(Thing hcp) {
        for (String name : HyperShift.OWN_DEPLOYMENTS) {
            Thing wanted = Workloads.deployment(hcp, name);
            objects.find(Kind.DEPLOYMENT, hcp.namespace(), name)
                    .ifPresentOrElse(
                            there -> {
                                if (!there.deleting() && Workloads.differ(there, wanted)) {
                                    inform("scales " + there.label() + " up");
                                    objects.merge(there, Workloads.correction(there, wanted));
                                }
                            },
                            () -> objects.create(wanted));
        }
    }

    private void holdDeployments(String namespace) {
        for (String name : HyperShift.HELD_DEPLOYMENTS) {
            objects.find(Kind.DEPLOYMENT, namespace, name)
                    .ifPresent(found -> objects.addFinalizer(found, HyperShift.COMPONENT_FINALIZER));
        }
    }

    /** Uploaded unless the finalizer says that they are. */
    private void documents(Thing hostedCluster, Thing hcp) {
        Optional<Thing> signing = objects.find(Kind.SECRET, hcp.namespace(), "sa-signing-key");
        if (hostedCluster.finalizers().contains(HyperShift.OIDC_FINALIZER) || signing.isEmpty()) {
            return;
        }
        site.documents()
                .upload(
                        hostedCluster.text("/spec/infraID"),
                        signing.get().secret("service-account.pub").orElse(""));
        Thing now = objects.find(Kind.HOSTED_CLUSTER, hostedCluster.namespace(), hostedCluster.name())
                .orElse(hostedCluster);
        objects.addFinalizer(now, HyperShift.OIDC_FINALIZER);
    }

    private void endpointService(Thing endpoint) {
        if (!endpoint.deleting()) {
            objects.addFinalizer(endpoint, HyperShift.OPERATOR_ENDPOINT_FINALIZER);
        } else if (endpoint.finalizers().contains(HyperShift.OPERATOR_ENDPOINT_FINALIZER)) {
            objects.removeFinalizer(endpoint, HyperShift.OPERATOR_ENDPOINT_FINALIZER);
        }
    }

    private static String message(RuntimeException problem) {
        return String.valueOf(problem.getMessage());
    }
}
