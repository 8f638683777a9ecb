package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;
import java.util.regex.Pattern;

/** Deployments and StatefulSets of a control plane: their replicas and their pods. MachineDeployments and MachineSets have the same replicas. */
public final class Workload {
    /** Kinds that keep as many machines as their replicas say. */
    public static final List<ResourceKind> OF_MACHINES =
            List.of(ResourceKind.MACHINE_DEPLOYMENT, ResourceKind.MACHINE_SET);

    /** What a ReplicaSet (hash and suffix) or a StatefulSet (ordinal) appends to a workload's name. */
    private static final Pattern POD_SUFFIX = Pattern.compile("-([a-z0-9]{5,10}-[a-z0-9]{5}|\\d+)");

    private Workload() {}

    /**
     * Whether the pod belongs to the workload of this name: by its label, or by the form of its name, so that the pods of a
     * workload that is deleted already are found too.
     */
    public static boolean owns(String workload, KubernetesObject pod) {
        if (workload.equals(pod.labels().get("app"))) {
            return true;
        }
        return pod.name().startsWith(workload)
                && POD_SUFFIX.matcher(pod.name().substring(workload.length())).matches();
    }

    public static int replicas(KubernetesObject workload) {
        return workload.at("/spec/replicas").asInt(1);
    }

    /** How many of its pods are ready, as its status says. */
    public static int ready(KubernetesObject workload) {
        return workload.at("/status/readyReplicas").asInt(0);
    }

    /**
     * Whether pods are still to come or to be replaced, because its template or its size changed or a pod was evicted. A pod that
     * is there but does not get ready is not waited for.
     */
    public static boolean rollsOut(KubernetesObject workload) {
        return workload.at("/status/observedGeneration").asLong()
                        < workload.at("/metadata/generation").asLong()
                || workload.at("/status/updatedReplicas").asInt(0) < replicas(workload);
    }

    /** The first time, writes down on the workload how many replicas it has. */
    public static void noteReplicas(KubernetesObject workload) {
        if (workload.annotation(OwnershipMarks.REPLICAS).isEmpty()) {
            workload.annotate(OwnershipMarks.REPLICAS, String.valueOf(replicas(workload)));
        }
    }

    /** Scales to 0, and the first time writes down on the workload how many replicas it had. */
    public static void scaleToZero(KubernetesObject workload) {
        noteReplicas(workload);
        workload.spec().put("replicas", 0);
    }

    /** Gives back the replicas that were written down, and removes the notes; one without a note stays as it is. */
    public static void scaleBack(KubernetesObject workload) {
        workload.annotation(OwnershipMarks.REPLICAS)
                .ifPresent(noted -> workload.spec().put("replicas", Integer.parseInt(noted)));
        workload.removeAnnotation(OwnershipMarks.REPLICAS);
        workload.removeAnnotation(OwnershipMarks.SCALED_DOWN_AT);
    }
}
