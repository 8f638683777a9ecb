package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.kubernetes.Containers;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes of all hosted clusters on one management cluster. Volumes end with their namespace. */
public final class ControlPlanes extends Controller implements Containers {

    /** Annotation of a hosted cluster whose pods are empty. */
    public static final String EMPTY_PODS = "lab.hcpferry.dev/empty-pods";

    private final Vertx vertx;
    private final SnapshotSource snapshots;
    private final Set<Fault> faults;
    private final Map<String, ControlPlane> byNamespaceUid = new ConcurrentHashMap<>();

    public ControlPlanes(String cluster, Objects objects, Vertx vertx, SnapshotSource snapshots, Set<Fault> faults) {
        super(cluster + "-control-planes", objects, Duration.ofMillis(100));
        this.vertx = vertx;
        this.snapshots = snapshots;
        this.faults = faults;
    }

    /** Where the guest API answers; nowhere while it does not. */
    public OptionalInt apiPort(String namespace) {
        return find(namespace).map(ControlPlane::port).orElse(OptionalInt.empty());
    }

    /** Whether a majority of the etcd members runs; true for a control plane of empty pods. */
    public boolean etcdServes(String namespace) {
        return find(namespace).map(ControlPlane::etcdServes).orElse(true);
    }

    /** The guest's nodes as Cluster API sees them; none while the API does not serve. */
    public List<Thing> nodes(String namespace) {
        return find(namespace).map(ControlPlane::nodes).orElse(List.of());
    }

    public boolean hasProcesses(String namespace) {
        return find(namespace).isPresent();
    }

    @Override
    public Thing prepare(Thing pod) {
        return find(pod.namespace()).map(found -> found.prepare(pod)).orElse(pod);
    }

    @Override
    public boolean ready(Thing pod) {
        return find(pod.namespace()).map(found -> found.ready(pod)).orElse(true);
    }

    @Override
    public boolean mayEnd(Thing pod) {
        boolean stays = faults.contains(Fault.CAPA_IGNORES_SCALE_DOWN)
                && pod.labels().getOrDefault("app", "").equals("capi-provider");
        return !stays && find(pod.namespace()).map(found -> found.mayEnd(pod)).orElse(true);
    }

    @Override
    protected void reconcile() {
        byNamespaceUid.forEach((uid, controlPlane) -> {
            if (objects.list(Kind.NAMESPACE).stream().noneMatch(one -> one.uid().equals(uid))) {
                byNamespaceUid.remove(uid);
                controlPlane.close();
            } else {
                controlPlane.sweep();
            }
        });
    }

    @Override
    public void close() {
        super.close();
        byNamespaceUid.values().forEach(ControlPlane::close);
        byNamespaceUid.clear();
    }

    private Optional<ControlPlane> find(String namespace) {
        return objects.find(Kind.NAMESPACE, "", namespace)
                .flatMap(found ->
                        Optional.ofNullable(byNamespaceUid.get(found.uid())).or(() -> begin(found)));
    }

    private Optional<ControlPlane> begin(Thing namespace) {
        boolean hosts = objects.list(Kind.HOSTED_CONTROL_PLANE, namespace.name()).stream()
                .anyMatch(hcp -> !hcp.annotated(EMPTY_PODS));
        return hosts
                ? Optional.of(byNamespaceUid.computeIfAbsent(
                        namespace.uid(), uid -> new ControlPlane(vertx, objects, namespace.name(), snapshots, faults)))
                : Optional.empty();
    }
}
