package dev.hcpferry.benchmark.subject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.HostedClusterRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The objects of a hosted cluster of a given size: a HostedCluster, a NodePool and the singletons of its control plane, and for the
 * rest Secrets, ConfigMaps, Machines and AWSMachines in equal parts, 2 to 4 KiB each.
 */
public final class HostedClusterObjects {
    private static final List<ResourceKind> SINGLETONS = List.of(
            ResourceKind.HOSTED_CONTROL_PLANE,
            ResourceKind.CLUSTER,
            ResourceKind.AWS_CLUSTER,
            ResourceKind.AWS_MACHINE_TEMPLATE,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE_HEALTH_CHECK);
    private static final List<ResourceKind> MANY =
            List.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP, ResourceKind.MACHINE, ResourceKind.AWS_MACHINE);
    private static final int TEXT_BYTES = 2048;

    private final HostedClusterRef ref;

    public HostedClusterObjects(HostedClusterRef ref) {
        this.ref = ref;
    }

    /** The HostedCluster itself. */
    public KubernetesObject hostedCluster() {
        KubernetesObject object = KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, ref.namespace(), ref.name());
        object.spec().put("infraID", ref.name()).put("controllerAvailabilityPolicy", "SingleReplica");
        return object;
    }

    /** Its one NodePool. */
    public KubernetesObject nodePool() {
        KubernetesObject object = KubernetesObject.create(ResourceKind.NODE_POOL, ref.namespace(), ref.name());
        object.spec().put("clusterName", ref.name()).put("replicas", 3);
        return object;
    }

    /** Both namespaces. */
    public List<KubernetesObject> namespaces() {
        return List.of(
                KubernetesObject.create(ResourceKind.NAMESPACE, null, ref.namespace()),
                KubernetesObject.create(ResourceKind.NAMESPACE, null, ref.controlPlaneNamespace()));
    }

    /** So many objects in the control-plane namespace. */
    public List<KubernetesObject> controlPlane(int count) {
        List<KubernetesObject> objects = new ArrayList<>();
        SINGLETONS.forEach(kind -> objects.add(filled(inControlPlane(kind, ref.name()))));
        for (int number = 0; objects.size() < count; number++) {
            ResourceKind kind = MANY.get(number % MANY.size());
            objects.add(filled(inControlPlane(kind, ref.name() + "-" + number)));
        }
        return objects;
    }

    private KubernetesObject inControlPlane(ResourceKind kind, String name) {
        return KubernetesObject.create(kind, ref.controlPlaneNamespace(), name);
    }

    private KubernetesObject filled(KubernetesObject object) {
        String text = ("content of " + object.name() + "\n").repeat(TEXT_BYTES).substring(0, TEXT_BYTES);
        object.label("hypershift.openshift.io/cluster", ref.name());
        switch (object.kind()) {
            case SECRET -> data(object).put("value", base64(text));
            case CONFIG_MAP -> data(object).put("value", text);
            case MACHINE -> {
                ownedBy(object, ResourceKind.MACHINE_SET, ref.name());
                object.spec().put("clusterName", ref.name()).put("providerID", "aws:///us-east-1a/i-" + object.name());
                object.spec().put("text", text);
            }
            case AWS_MACHINE -> {
                ownedBy(object, ResourceKind.MACHINE_SET, ref.name());
                object.spec()
                        .put("providerID", "aws:///us-east-1a/i-" + object.name())
                        .put("text", text);
            }
            case CLUSTER -> ownedBy(object, ResourceKind.HOSTED_CONTROL_PLANE, ref.name());
            default -> object.spec().put("text", text);
        }
        return object;
    }

    private static ObjectNode data(KubernetesObject object) {
        return object.json().withObjectProperty("data");
    }

    private static void ownedBy(KubernetesObject object, ResourceKind kind, String name) {
        String uid = UUID.nameUUIDFromBytes((kind + name).getBytes(StandardCharsets.UTF_8))
                .toString();
        object.setOwnerReferences(List.of(new OwnerReference(kind.apiVersion(), kind.kind(), name, uid, true, true)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
