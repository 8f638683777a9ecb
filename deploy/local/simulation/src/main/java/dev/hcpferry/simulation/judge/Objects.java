package dev.hcpferry.simulation.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All objects of a management cluster at one moment, and what of them matters. */
record Objects(Map<String, KubernetesObject> byKey) {

    static Objects of(InMemoryManagementCluster cluster) {
        Map<String, KubernetesObject> found = new TreeMap<>();
        for (ResourceKind kind : ResourceKind.values()) {
            cluster.list(kind, null).forEach(object -> found.put(object.key().toString(), object));
        }
        return new Objects(found);
    }

    /** Apart from what every server, every migration, or a pause changes. */
    static ObjectNode essence(KubernetesObject object) {
        KubernetesObject copy = object.copy();
        OwnershipMarks.removeFrom(copy);
        Pause.remove(copy);
        copy.json().remove("status");
        ObjectNode metadata = copy.json().objectNode();
        for (String field : List.of("labels", "annotations")) {
            if (!copy.metadata().path(field).isEmpty()) {
                metadata.set(field, copy.metadata().path(field));
            }
        }
        copy.json().set("metadata", metadata);
        if (copy.json().at("/spec/etcd/managed/storage") instanceof ObjectNode storage) {
            storage.remove("restoreSnapshotURL");
        }
        return copy.json();
    }

    /** All of it, apart from what the server counts. */
    static ObjectNode whole(KubernetesObject object) {
        KubernetesObject copy = object.copy();
        copy.json().remove("status");
        copy.metadata().remove("resourceVersion");
        return copy.json();
    }

    static List<String> owners(KubernetesObject object) {
        return object.ownerReferences().stream()
                .map(owner -> owner.kind() + " " + owner.name() + (owner.controller() ? " (controller)" : ""))
                .sorted()
                .toList();
    }

    static boolean isMarked(KubernetesObject object) {
        return object.annotations().keySet().stream().anyMatch(name -> name.startsWith(OwnershipMarks.PREFIX));
    }

    static boolean isWorkload(KubernetesObject object) {
        return object.kind() == ResourceKind.DEPLOYMENT || object.kind() == ResourceKind.STATEFUL_SET;
    }

    static boolean isPaused(KubernetesObject object) {
        return switch (object.kind()) {
            case HOSTED_CLUSTER, HOSTED_CONTROL_PLANE, NODE_POOL, CLUSTER ->
                Pause.of(object).isPresent();
            default -> object.annotations().containsKey(HyperShift.PAUSED_ANNOTATION);
        };
    }

    boolean holdsUid(String uid) {
        return byKey.values().stream().anyMatch(object -> object.uid().equals(uid));
    }
}
