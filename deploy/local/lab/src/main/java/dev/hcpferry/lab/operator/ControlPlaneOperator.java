package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acts in each control-plane namespace where a pod of its Deployment runs.
 *
 * <p>While the HostedControlPlane is not paused it makes what is missing, keys included, and scales every workload back.
 * Deleting the HostedControlPlane destroys the guest's cloud resources.
 */
public final class ControlPlaneOperator extends Controller {

    private static final Template OBJECTS = Template.load("operator/control-plane.yaml");
    private static final Template CREDENTIALS = Template.load("operator/credentials.yaml");
    private static final Template ENDPOINT = Template.load("operator/endpoint-service.yaml");

    private final Surroundings site;
    private final HostedControlPlaneStatus status;
    private final PrivateEndpoints endpoints;
    private final Identity identity;

    public ControlPlaneOperator(Surroundings site) {
        super(site.cluster() + "-control-plane-operator", site.objects());
        this.site = site;
        this.status = new HostedControlPlaneStatus(site);
        this.endpoints = new PrivateEndpoints(site);
        this.identity = new Identity(objects, site.edge());
    }

    @Override
    protected void reconcile() {
        each(objects.list(Kind.HOSTED_CONTROL_PLANE), hcp -> {
            if (insists() || Pods.run(objects, hcp.namespace(), HyperShift.CONTROL_PLANE_OPERATOR)) {
                controlPlane(hcp);
            }
        });
    }

    private void controlPlane(Thing found) {
        boolean paused = HyperShift.isPaused(found);
        each(
                objects.list(Kind.AWS_ENDPOINT_SERVICE, found.namespace()),
                endpoint -> endpoints.reconcile(endpoint, paused));
        if (found.deleting()) {
            delete(found);
            return;
        }
        Thing hcp = status.reconcile(objects.addFinalizer(found, HyperShift.FINALIZER));
        if (!paused) {
            identity.reconcile(hcp);
            createMissing(hcp);
        }
        if (!paused || insists()) {
            Workloads.of(hcp).forEach(this::keep);
        }
    }

    private void createMissing(Thing hcp) {
        OBJECTS.render(Map.of("namespace", hcp.namespace()))
                .forEach(one -> objects.ensure(one.withOwners(OwnerReference.controller(hcp))));
        CREDENTIALS
                .render(Map.of("namespace", hcp.namespace(), "infraId", hcp.text("/spec/infraID")))
                .forEach(objects::ensure);
        Routes.of(hcp, site.router()).forEach(objects::ensure);
        if (Routes.isPrivate(hcp)) {
            objects.ensure(ENDPOINT.renderOne(Map.of(
                            "namespace", hcp.namespace(), "name", hcp.name(), "infraId", hcp.text("/spec/infraID")))
                    .withOwners(OwnerReference.controller(hcp)));
        }
    }

    private void keep(Thing wanted) {
        Optional<Thing> there = objects.find(wanted.kind(), wanted.namespace(), wanted.name());
        if (there.isEmpty()) {
            objects.ensure(wanted);
        } else if (!there.get().deleting() && Workloads.differ(there.get(), wanted)) {
            inform("corrects " + there.get().label());
            objects.merge(there.get(), Workloads.correction(there.get(), wanted));
        }
    }

    private void delete(Thing hcp) {
        if (!hcp.finalizers().contains(HyperShift.FINALIZER)) {
            return;
        }
        List<Thing> api = Pods.of(objects, hcp.namespace(), Workloads.API);
        if (hcp.annotation(HyperShift.CLEANUP).equals("true") && api.stream().anyMatch(pod -> pod.isTrue("Ready"))) {
            site.violations()
                    .add(
                            Violation.Kind.CLOUD_RESOURCES_DESTROYED,
                            site.cluster(),
                            "load balancers and volumes of the guest: " + hcp.label()
                                    + " was deleted while its operator ran");
        }
        objects.removeFinalizer(hcp, HyperShift.FINALIZER);
    }

    private boolean insists() {
        return site.has(Fault.CONTROL_PLANE_OPERATOR_RESCALES);
    }
}
