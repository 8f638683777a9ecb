package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the hypershift-operator deletes a hosted cluster: whatever its pause says, it unpauses Cluster API, and everything goes,
 * instances and shared OIDC documents included.
 */
final class HostedClusterDeletion {

    private final Surroundings site;
    private final Objects objects;

    HostedClusterDeletion(Surroundings site) {
        this.site = site;
        this.objects = site.objects();
    }

    /** One step after the other; the last one takes off the finalizer. */
    void proceed(Thing hostedCluster, Optional<Thing> hcp) {
        if (hostedCluster.finalizers().contains(HyperShift.FINALIZER) && isGone(hostedCluster, hcp)) {
            new ReferencedObjects(objects).release(hostedCluster);
            objects.removeFinalizer(hostedCluster, HyperShift.FINALIZER);
        }
    }

    private boolean isGone(Thing hostedCluster, Optional<Thing> hcp) {
        String namespace = HyperShift.controlPlaneNamespace(hostedCluster);
        objects.list(Kind.NODE_POOL, hostedCluster.namespace()).stream()
                .filter(pool -> pool.text("/spec/clusterName").equals(hostedCluster.name()))
                .forEach(objects::delete);
        Optional<Thing> cluster = objects.find(Kind.CLUSTER, namespace, hostedCluster.text("/spec/infraID"));
        if (cluster.isPresent()) {
            if (cluster.get().at("/spec/paused").asBoolean()) {
                objects.merge(cluster.get(), Map.of("spec", Map.of("paused", false)));
            }
            objects.delete(cluster.get());
            return false;
        }
        for (String name : HyperShift.HELD_DEPLOYMENTS) {
            objects.find(Kind.DEPLOYMENT, namespace, name)
                    .ifPresent(found -> objects.removeFinalizer(found, HyperShift.COMPONENT_FINALIZER));
        }
        List<Thing> endpoints = objects.list(Kind.AWS_ENDPOINT_SERVICE, namespace);
        if (!endpoints.isEmpty()) {
            endpoints.forEach(objects::delete);
            return false;
        }
        if (hcp.isPresent()) {
            objects.delete(hcp.get());
            return false;
        }
        if (hostedCluster.finalizers().contains(HyperShift.OIDC_FINALIZER)) {
            deleteDocuments(hostedCluster);
            return false;
        }
        Optional<Thing> there = objects.find(Kind.NAMESPACE, "", namespace);
        there.ifPresent(objects::delete);
        return there.isEmpty();
    }

    private void deleteDocuments(Thing hostedCluster) {
        String infraId = hostedCluster.text("/spec/infraID");
        site.violations()
                .add(
                        Violation.Kind.OIDC_DOCUMENTS_DELETED,
                        site.cluster(),
                        infraId + ": " + hostedCluster.label() + " was deleted with " + HyperShift.OIDC_FINALIZER);
        site.documents().delete(infraId);
        objects.removeFinalizer(hostedCluster, HyperShift.OIDC_FINALIZER);
    }
}
