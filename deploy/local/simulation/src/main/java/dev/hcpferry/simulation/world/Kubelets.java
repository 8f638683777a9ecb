package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps as many pods as each workload wants, starts them and ends them, each after a while. A pod that is being terminated works
 * on until its end. An API server's pods are refused while an admission policy holds them.
 */
final class Kubelets implements Controller {
    private static final String HOLD = "hcp-ferry.dev/hold-api-servers";

    private final Side side;
    private final Surroundings world;
    private final EtcdInit etcd;
    private final Map<String, Instant> due = new HashMap<>();
    private int names;

    Kubelets(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
        this.etcd = new EtcdInit(side, world);
    }

    @Override
    public void reconcile() {
        List<KubernetesObject> pods = side.inside(ResourceKind.POD);
        for (ResourceKind kind : List.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)) {
            side.inside(kind).forEach(workload -> scale(workload, pods));
        }
        pods.forEach(this::live);
    }

    private void scale(KubernetesObject workload, List<KubernetesObject> pods) {
        List<KubernetesObject> own = pods.stream()
                .filter(pod -> workload.name().equals(pod.labels().get("app")))
                .toList();
        List<KubernetesObject> staying =
                own.stream().filter(pod -> !pod.deleting()).toList();
        int wanted = workload.deleting() ? 0 : Workload.replicas(workload);
        staying.stream().skip(wanted).forEach(side.cluster()::delete);
        for (int i = staying.size(); i < wanted && !isRefused(workload.name()); i++) {
            start(workload, own);
        }
        int ready = (int) staying.stream().limit(wanted).filter(Pods::ready).count();
        side.cluster()
                .edit(
                        workload.key(),
                        found -> found.json()
                                .withObject("/status")
                                .put("updatedReplicas", Math.min(staying.size(), wanted))
                                .put("readyReplicas", ready)
                                .put("availableReplicas", ready));
    }

    private void start(KubernetesObject workload, List<KubernetesObject> there) {
        String name = workload.name() + "-7d4b9c-" + "%05d".formatted(names++);
        if (workload.kind() == ResourceKind.STATEFUL_SET) {
            int ordinal = 0;
            while (isTaken(workload.name() + "-" + ordinal, there)) {
                ordinal++;
            }
            name = workload.name() + "-" + ordinal;
        }
        if (side.namespace().filter(found -> !found.deleting()).isEmpty()) {
            return;
        }
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, Side.NAMESPACE, name);
        pod.label("app", workload.name());
        pod.setFinalizers(List.of(Pods.GRACE));
        side.cluster().createIfAbsent(pod);
    }

    private static boolean isTaken(String name, List<KubernetesObject> pods) {
        return pods.stream().anyMatch(pod -> pod.name().equals(name));
    }

    private boolean isRefused(String workload) {
        InMemoryManagementCluster cluster = side.cluster();
        return HyperShift.API_SERVERS.contains(workload)
                && side.namespace()
                        .filter(found -> found.labels().containsKey(HOLD))
                        .isPresent()
                && !cluster.list(ResourceKind.VALIDATING_ADMISSION_POLICY, null, Map.of())
                        .isEmpty()
                && !cluster.list(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, null, Map.of())
                        .isEmpty();
    }

    private void live(KubernetesObject pod) {
        String app = pod.labels().getOrDefault("app", "");
        if (pod.deleting()) {
            if (isDue(pod.uid() + " ends", grace(app))) {
                side.cluster().edit(pod.key(), found -> found.setFinalizers(List.of()));
            }
        } else if (!Pods.ready(pod)
                && isDue(
                        pod.uid() + " starts",
                        Duration.ofMillis(500 + world.random().nextInt(8000)))
                && mayServe(app)) {
            side.cluster().edit(pod.key(), Pods::setReady);
        }
    }

    private Duration grace(String app) {
        int seconds = HyperShift.API_SERVERS.contains(app) ? 30 : 5;
        return Duration.ofMillis(world.random().nextInt(1000 * seconds));
    }

    /** An API server needs etcd, and etcd its data. */
    private boolean mayServe(String app) {
        return switch (app) {
            case HyperShift.ETCD -> etcd.isInitialised();
            case "kube-apiserver", "openshift-apiserver", "openshift-oauth-apiserver" ->
                side.etcd().isPresent();
            default -> true;
        };
    }

    private boolean isDue(String what, Duration after) {
        Instant now = world.time().now();
        return !now.isBefore(due.computeIfAbsent(what, first -> now.plus(after)));
    }
}
