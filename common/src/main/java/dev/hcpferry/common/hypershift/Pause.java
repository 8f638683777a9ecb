package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pausing HostedClusters, HostedControlPlanes, NodePools ({@code spec.pausedUntil}), Cluster API clusters ({@code spec.paused})
 * and all other Cluster API objects (an annotation). The pause that a user had set before is kept as an annotation on the object,
 * written in the same update that pauses it.
 */
public final class Pause {
    /** What Cluster API pauses object by object, below its Cluster, from the top down. */
    public static final List<ResourceKind> BY_ANNOTATION = List.of(
            ResourceKind.AWS_CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.MACHINE_HEALTH_CHECK);

    /** Everything of Cluster API that can be paused, from the top down. */
    public static final List<ResourceKind> OF_CLUSTER_API = Stream.concat(
                    Stream.of(ResourceKind.CLUSTER), BY_ANNOTATION.stream())
            .toList();

    private static final String PAUSED_UNTIL = "pausedUntil";
    private static final String FOREVER = "true";

    private Pause() {}

    /** Whether users pause objects of the kind; the pause of others follows from theirs. */
    static boolean isForUsers(ResourceKind kind) {
        return kind == ResourceKind.HOSTED_CLUSTER || kind == ResourceKind.NODE_POOL || OF_CLUSTER_API.contains(kind);
    }

    /** What pauses the object now. */
    public static Optional<String> of(KubernetesObject object) {
        return switch (object.kind()) {
            case HOSTED_CLUSTER, HOSTED_CONTROL_PLANE, NODE_POOL ->
                object.text("/spec/" + PAUSED_UNTIL).filter(value -> !"false".equals(value));
            case CLUSTER -> object.at("/spec/paused").asBoolean() ? Optional.of(FOREVER) : Optional.empty();
            default -> object.annotation(HyperShift.PAUSED_ANNOTATION).map(value -> value.isEmpty() ? FOREVER : value);
        };
    }

    /** Pauses the object; the first time, writes down on it whether and how it was paused. */
    public static void set(KubernetesObject object) {
        if (!isNoted(object)) {
            object.annotate(OwnershipMarks.PAUSED_UNTIL, of(object).orElse(""));
        }
        apply(object);
    }

    /** Pauses the object without a note. */
    public static void apply(KubernetesObject object) {
        switch (object.kind()) {
            case HOSTED_CLUSTER, HOSTED_CONTROL_PLANE, NODE_POOL ->
                object.spec().put(PAUSED_UNTIL, FOREVER);
            case CLUSTER -> object.spec().put("paused", true);
            default -> object.annotate(HyperShift.PAUSED_ANNOTATION, FOREVER);
        }
    }

    /** Whether the object carries the note that {@link #set} leaves. */
    public static boolean isNoted(KubernetesObject object) {
        return object.annotation(OwnershipMarks.PAUSED_UNTIL).isPresent();
    }

    /** Whether a user had paused the object before {@link #set}. */
    public static boolean byUser(KubernetesObject object) {
        return before(object).isPresent();
    }

    /** Puts back what the note says and removes the note. */
    public static void restore(KubernetesObject object) {
        Optional<String> before = before(object);
        object.removeAnnotation(OwnershipMarks.PAUSED_UNTIL);
        remove(object);
        before.ifPresent(value -> putBack(object, value));
    }

    /** Puts back what a note says and keeps the note, so that doing it again changes nothing; without one, removes the pause. */
    public static void undo(KubernetesObject object) {
        Optional<String> before = before(object);
        remove(object);
        before.ifPresent(value -> putBack(object, value));
    }

    /** Removes the note. */
    public static void forget(KubernetesObject object) {
        object.removeAnnotation(OwnershipMarks.PAUSED_UNTIL);
    }

    /** Removes the pause, whoever set it. */
    public static void remove(KubernetesObject object) {
        switch (object.kind()) {
            case HOSTED_CLUSTER, HOSTED_CONTROL_PLANE, NODE_POOL -> removeField(object, PAUSED_UNTIL);
            case CLUSTER -> removeField(object, "paused");
            default -> object.removeAnnotation(HyperShift.PAUSED_ANNOTATION);
        }
    }

    private static Optional<String> before(KubernetesObject object) {
        return object.annotation(OwnershipMarks.PAUSED_UNTIL).filter(value -> !value.isEmpty());
    }

    private static void putBack(KubernetesObject object, String value) {
        switch (object.kind()) {
            case HOSTED_CLUSTER, HOSTED_CONTROL_PLANE, NODE_POOL ->
                object.spec().put(PAUSED_UNTIL, value);
            case CLUSTER -> object.spec().put("paused", true);
            default -> object.annotate(HyperShift.PAUSED_ANNOTATION, value);
        }
    }

    private static void removeField(KubernetesObject object, String field) {
        if (object.json().get("spec") instanceof ObjectNode spec) {
            spec.remove(field);
        }
    }
}
