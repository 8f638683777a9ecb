package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;

/** What pods say of themselves. */
final class Pods {
    /** Holds a pod until its processes have ended: what a grace period does. */
    static final String GRACE = "simulation/grace";

    private Pods() {}

    static boolean ready(KubernetesObject pod) {
        return pod.conditionIsTrue("Ready");
    }

    static void setReady(KubernetesObject pod) {
        Conditions.set(pod, "Ready", true);
    }
}
