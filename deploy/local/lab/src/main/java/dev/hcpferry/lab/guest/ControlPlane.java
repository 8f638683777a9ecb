package dev.hcpferry.lab.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.apiserver.Admission;
import dev.hcpferry.lab.apiserver.ApiServer;
import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.apiserver.Verbs;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosted cluster's own processes in one control-plane namespace: they run while their pods do. */
final class ControlPlane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlPlane.class);
    private static final String ETCD = "etcd";
    private static final String API = "kube-apiserver";
    /** How long an API server lives on without its etcd before its liveness probe fails. */
    private static final long OUTLIVES_ETCD = 3_000_000_000L;

    private final Vertx vertx;
    private final Objects objects;
    private final String namespace;
    private final Credentials credentials;
    private final Etcd etcd;
    private @Nullable ApiServer api;
    private long etcdSeen;

    ControlPlane(Vertx vertx, Objects objects, String namespace, SnapshotSource snapshots, Set<Fault> faults) {
        this.vertx = vertx;
        this.objects = objects;
        this.namespace = namespace;
        this.credentials = new Credentials(objects, namespace);
        this.etcd = new Etcd(credentials, snapshots, faults);
    }

    /** Where the guest API answers; nowhere while it does not. */
    synchronized OptionalInt port() {
        return api == null ? OptionalInt.empty() : OptionalInt.of(api.port());
    }

    synchronized List<Thing> nodes() {
        return api == null
                ? List.of()
                : etcd.data().stream()
                        .flatMap(data -> data.store().content().objects().entrySet().stream())
                        .filter(entry -> entry.getKey().resource().equals(Kind.NODE.resource()))
                        .map(entry -> new Thing(Kind.NODE, entry.getValue()))
                        .toList();
    }

    boolean etcdServes() {
        return etcd.hasQuorum();
    }

    /** etcd's client port is one of this machine's, which is known only here. */
    Thing prepare(Thing pod) {
        if (!Pods.belongsTo(pod, ETCD)) {
            return pod;
        }
        ObjectNode json = pod.json().deepCopy();
        for (JsonNode container : json.at("/spec/containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.path("name").asText().equals("client")) {
                    ((ObjectNode) port).put("containerPort", etcd.port(pod.name()));
                }
            }
        }
        return new Thing(Kind.POD, json);
    }

    synchronized boolean ready(Thing pod) {
        if (Pods.belongsTo(pod, ETCD)) {
            int members = objects.find(Kind.STATEFUL_SET, namespace, ETCD)
                    .map(set -> set.number("/spec/replicas"))
                    .orElse(1);
            etcd.start(pod.name(), Math.max(1, members), restoreUrl(pod));
            return etcd.runs(pod.name());
        }
        return !Pods.belongsTo(pod, API) || apiReady();
    }

    synchronized boolean mayEnd(Thing pod) {
        if (Pods.belongsTo(pod, ETCD)) {
            etcd.stop(pod.name());
        } else if (Pods.belongsTo(pod, API)
                && Pods.of(objects, namespace, API).stream().allMatch(Thing::deleting)) {
            stopApi("its last pod ends");
        }
        return true;
    }

    /** Stops what has lost its pod, and an API server that has lost its etcd. */
    synchronized void sweep() {
        List<String> pods =
                objects.list(Kind.POD, namespace).stream().map(Thing::name).toList();
        etcd.running().stream().filter(name -> !pods.contains(name)).forEach(etcd::stop);
        if (etcd.hasQuorum()) {
            etcdSeen = System.nanoTime();
        } else if (System.nanoTime() - etcdSeen > OUTLIVES_ETCD) {
            stopApi("etcd is gone");
        }
        if (Pods.of(objects, namespace, API).isEmpty()) {
            stopApi("it has no pods");
        }
    }

    @Override
    public synchronized void close() {
        stopApi("the control plane is gone");
        etcd.close();
    }

    private boolean apiReady() {
        if (api != null) {
            return true;
        }
        Optional<EtcdData> data = etcd.data();
        if (!etcd.hasQuorum() || data.isEmpty()) {
            return false;
        }
        if (!credentials.encryptionKeyFingerprint().equals(data.get().encryptionKey())) {
            throw new IllegalStateException("kube-apiserver: the guest's secrets are encrypted with another key");
        }
        api = new ApiServer(
                vertx,
                0,
                Kind.catalog(Kind.ofGuest()),
                new Verbs(data.get().store(), Admission.EVERYTHING),
                credentials.apiServer(),
                credentials.clientAuthority(),
                new RequestFaults("nobody"));
        etcdSeen = System.nanoTime();
        log.info("{}: the guest API serves", namespace);
        return true;
    }

    private void stopApi(String why) {
        if (api != null) {
            api.close();
            api = null;
            log.info("{}: the guest API ends: {}", namespace, why);
        }
    }

    /** From the pod's etcd-init, as it is there and not as the HostedCluster wants it. */
    private static Optional<String> restoreUrl(Thing pod) {
        for (JsonNode container : pod.at("/spec/initContainers")) {
            for (JsonNode variable : container.path("env")) {
                if (variable.path("name").asText().equals("RESTORE_URL_ETCD")) {
                    return Optional.of(variable.path("value").asText());
                }
            }
        }
        return Optional.empty();
    }
}
