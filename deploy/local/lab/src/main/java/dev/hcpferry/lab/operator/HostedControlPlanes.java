package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.guest.ControlPlanes;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the HostedControlPlane as the HostedCluster wants it.
 *
 * <p>Its etcd configuration is copied too: a HostedControlPlane that was restored without the restoreSnapshotURL of its
 * HostedCluster is refused every update.
 */
final class HostedControlPlanes {

    private static final List<String> COPIED = List.of(
            "channel",
            "clusterID",
            "infraID",
            "issuerURL",
            "serviceAccountSigningKey",
            "auditWebhook",
            "secretEncryption",
            "configuration",
            "controllerAvailabilityPolicy",
            "infrastructureAvailabilityPolicy",
            "olmCatalogPlacement",
            "fips",
            "autoscaling",
            "capabilities",
            "dns",
            "etcd",
            "networking",
            "services",
            "platform",
            "pausedUntil");

    private final Objects objects;

    HostedControlPlanes(Objects objects) {
        this.objects = objects;
    }

    Optional<Thing> find(Thing hostedCluster) {
        return objects.find(
                Kind.HOSTED_CONTROL_PLANE, HyperShift.controlPlaneNamespace(hostedCluster), hostedCluster.name());
    }

    Thing reconcile(Thing hostedCluster) {
        Thing wanted = derive(hostedCluster);
        return find(hostedCluster).map(there -> update(there, wanted)).orElseGet(() -> {
            objects.ensure(namespace(wanted.namespace()));
            return objects.create(wanted);
        });
    }

    private Thing update(Thing there, Thing wanted) {
        ObjectNode change = Json.object();
        wanted.at("/spec").properties().forEach(field -> {
            if (!covers(there.at("/spec").path(field.getKey()), field.getValue())) {
                change.withObject("/spec").set(field.getKey(), field.getValue());
            }
        });
        if (there.at("/spec").has("pausedUntil") && !wanted.at("/spec").has("pausedUntil")) {
            change.withObject("/spec").putNull("pausedUntil");
        }
        wanted.at("/metadata/annotations").properties().forEach(one -> {
            if (!there.annotation(one.getKey()).equals(one.getValue().asText())) {
                change.withObject("/metadata/annotations").set(one.getKey(), one.getValue());
            }
        });
        return change.isEmpty() ? there : objects.merge(there, change);
    }

    private static Thing derive(Thing hostedCluster) {
        Thing hcp = Thing.named(
                Kind.HOSTED_CONTROL_PLANE, HyperShift.controlPlaneNamespace(hostedCluster), hostedCluster.name());
        ObjectNode annotations = hcp.json().withObject("/metadata/annotations");
        annotations.put(HyperShift.HOSTED_CLUSTER, HyperShift.key(hostedCluster));
        for (String copied : List.of(HyperShift.CLEANUP, ControlPlanes.EMPTY_PODS)) {
            if (hostedCluster.annotated(copied)) {
                annotations.put(copied, hostedCluster.annotation(copied));
            }
        }
        ObjectNode spec = hcp.json().withObject("/spec");
        for (String field : COPIED) {
            if (hostedCluster.at("/spec").has(field)) {
                spec.set(field, hostedCluster.at("/spec").path(field));
            }
        }
        spec.put("releaseImage", hostedCluster.text("/spec/release/image"));
        spec.putObject("pullSecret").put("name", "pull-secret");
        spec.putObject("sshKey").put("name", "ssh-key");
        spec.putObject("additionalTrustBundle").put("name", "user-ca-bundle");
        return hcp;
    }

    private static Thing namespace(String name) {
        return Thing.named(Kind.NAMESPACE, "", name)
                .with(
                        "/metadata/labels",
                        Map.of(
                                "hypershift.openshift.io/hosted-control-plane",
                                "true",
                                "pod-security.kubernetes.io/enforce",
                                "privileged"));
    }

    /** Whether {@code there} says all that {@code wanted} says; it may hold defaults besides. */
    private static boolean covers(JsonNode there, JsonNode wanted) {
        if (wanted.isObject() && there.isObject()) {
            return wanted.properties().stream().allMatch(one -> covers(there.path(one.getKey()), one.getValue()))
                    && there.has("restoreSnapshotURL") == wanted.has("restoreSnapshotURL");
        }
        return there.equals(wanted);
    }
}
