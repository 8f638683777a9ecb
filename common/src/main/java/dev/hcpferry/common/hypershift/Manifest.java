package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns an object of the source into what is created on the destination, and is saved like that: without what the server or the
 * source's controllers wrote for themselves, with Cluster API paused, and with its owners as a note, because a reference to a UID
 * that does not exist would have the object collected as garbage when a human applies it. Pure.
 */
public final class Manifest {
    private static final Set<String> SERVER_FIELDS = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink",
            "generateName");
    private static final String SCC_ANNOTATION_PREFIX = "openshift.io/sa.scc.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifest() {}

    /** The manifest of an object as it was read from the source; the object itself stays as it is. */
    public static KubernetesObject of(KubernetesObject onSource) {
        KubernetesObject manifest = onSource.copy();
        manifest.json().remove("status");
        manifest.metadata().remove(SERVER_FIELDS);
        manifest.setFinalizers(List.of());
        List<OwnerReference> owners = manifest.ownerReferences();
        manifest.setOwnerReferences(List.of());
        switch (manifest.kind()) {
            case HOSTED_CLUSTER -> {
                Pause.remove(manifest);
                HostedCluster.removeRestoreUrl(manifest);
                OwnershipMarks.removeFrom(manifest);
            }
            case HOSTED_CONTROL_PLANE -> {
                OwnershipMarks.removeFrom(manifest);
                HostedCluster.removeRestoreUrl(manifest);
                Pause.apply(manifest);
            }
            case NAMESPACE -> {
                manifest.json().remove("spec");
                removeSccRanges(manifest);
                OwnershipMarks.removeFrom(manifest);
            }
            default -> removeMarks(manifest);
        }
        if (!owners.isEmpty()) {
            manifest.annotate(OwnershipMarks.OWNER_REFERENCES, write(owners));
        }
        return manifest;
    }

    /** The owners that a saved manifest notes, with the UIDs of the source. */
    public static List<OwnerReference> owners(KubernetesObject manifest) {
        return manifest.annotation(OwnershipMarks.OWNER_REFERENCES)
                .map(Manifest::read)
                .orElse(List.of());
    }

    /** The providerID of a Machine or AWSMachine, which says which instance it is. */
    public static Optional<String> providerId(KubernetesObject machine) {
        return machine.kind() == ResourceKind.MACHINE || machine.kind() == ResourceKind.AWS_MACHINE
                ? machine.text("/spec/providerID")
                : Optional.empty();
    }

    /** What users pause arrives paused, with a note of a user's pause and of no other. */
    private static void removeMarks(KubernetesObject manifest) {
        if (!Pause.isForUsers(manifest.kind())) {
            OwnershipMarks.removeFrom(manifest);
            return;
        }
        boolean pausedByUser = Pause.byUser(manifest);
        Pause.restore(manifest);
        OwnershipMarks.removeFrom(manifest);
        if (pausedByUser) {
            Pause.set(manifest);
        } else {
            Pause.apply(manifest);
        }
    }

    /** OpenShift gives every namespace of every cluster ranges of its own. */
    private static void removeSccRanges(KubernetesObject namespace) {
        namespace.annotations().keySet().stream()
                .filter(name -> name.startsWith(SCC_ANNOTATION_PREFIX))
                .forEach(namespace::removeAnnotation);
        namespace.removeLabel("kubernetes.io/metadata.name");
    }

    private static String write(List<OwnerReference> owners) {
        try {
            return JSON.writeValueAsString(owners);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("ownerReferences can't be written as JSON", impossible);
        }
    }

    private static List<OwnerReference> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a manifest holds a note of owners that can't be read", broken);
        }
    }
}
