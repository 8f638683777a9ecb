package dev.hcpferry.lab.kubernetes;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.List;

/** The pods of workloads, found by their owners. */
public final class Pods {

    private Pods() {}

    /** Terminating ones included. */
    public static List<Thing> of(Objects objects, String namespace, String workload) {
        return objects.list(Kind.POD, namespace).stream()
                .filter(pod -> belongsTo(pod, workload))
                .toList();
    }

    /** Whether the program of this workload runs: a terminating pod still works. */
    public static boolean run(Objects objects, String namespace, String workload) {
        return of(objects, namespace, workload).stream().anyMatch(pod -> pod.isTrue("Ready"));
    }

    public static boolean belongsTo(Thing pod, String workload) {
        return pod.owners().stream().anyMatch(owner -> isPartOf(owner, workload));
    }

    private static boolean isPartOf(OwnerReference owner, String workload) {
        return switch (owner.kind()) {
            case "ReplicaSet" ->
                owner.name()
                        .substring(0, Math.max(0, owner.name().lastIndexOf('-')))
                        .equals(workload);
            case "StatefulSet" -> owner.name().equals(workload);
            default -> false;
        };
    }
}
