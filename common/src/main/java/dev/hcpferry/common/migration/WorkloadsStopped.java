package dev.hcpferry.common.migration;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Proves that workloads of a control plane are scaled to 0 and that none of their pods is left, Terminating ones included. */
public final class WorkloadsStopped {
    /** Everything that writes the hosted cluster's etcd, and the operator that would bring it back. */
    public static final List<String> WRITERS = Stream.concat(
                    HyperShift.API_SERVERS.stream(), Stream.of(HyperShift.CONTROL_PLANE_OPERATOR))
            .toList();

    private WorkloadsStopped() {}

    /** How many replicas each writer has. */
    public static Map<String, Integer> replicas(Site site) {
        Map<String, Integer> replicas = new TreeMap<>();
        WRITERS.forEach(writer ->
                site.deployment(writer).ifPresent(deployment -> replicas.put(writer, Workload.replicas(deployment))));
        return replicas;
    }

    /** What still runs, by name; empty when all is stopped. */
    public static List<String> remaining(Site site, List<String> workloads) {
        List<String> remaining = new ArrayList<>();
        for (String workload : workloads) {
            site.deployment(workload)
                    .filter(deployment -> Workload.replicas(deployment) > 0)
                    .ifPresent(deployment -> remaining.add(
                            "Deployment " + workload + " has " + Workload.replicas(deployment) + " replicas"));
        }
        site.podsOf(workloads).stream()
                .map(KubernetesObject::name)
                .map(pod -> "pod " + pod)
                .forEach(remaining::add);
        return remaining;
    }
}
