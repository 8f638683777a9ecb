package dev.hcpferry.lab.judge;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.Rsa;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.SnapshotRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A migration as somebody careful would do it by hand: it proves that the lab can be crossed without harm. */
final class HandMadeMigration implements AutoCloseable {

    private static final String PAUSED = "cluster.x-k8s.io/paused";
    private static final String KEY = "by-hand/snapshot.db";
    private static final Set<String> WRITERS =
            Set.of("kube-apiserver", "openshift-apiserver", "openshift-oauth-apiserver", "control-plane-operator");
    private static final List<Kind> CREATION_ORDER = List.of(
            Kind.CLUSTER,
            Kind.HOSTED_CONTROL_PLANE,
            Kind.SECRET,
            Kind.CONFIG_MAP,
            Kind.AWS_CLUSTER,
            Kind.AWS_MACHINE_TEMPLATE,
            Kind.MACHINE_DEPLOYMENT,
            Kind.MACHINE_SET,
            Kind.MACHINE,
            Kind.AWS_MACHINE,
            Kind.MACHINE_HEALTH_CHECK,
            Kind.HOSTED_CLUSTER,
            Kind.NODE_POOL);
    private static final List<Kind> MACHINERY = List.of(
            Kind.MACHINE_HEALTH_CHECK, Kind.MACHINE, Kind.MACHINE_SET, Kind.MACHINE_DEPLOYMENT, Kind.AWS_MACHINE);

    private final Lab lab;
    private final HostedClusterNames names;
    private final String namespace;
    private final Objects source;
    private final Objects destination;
    private final List<Thing> saved = new ArrayList<>();

    HandMadeMigration(Lab lab) {
        this.lab = lab;
        this.names = lab.hostedCluster();
        this.namespace = names.controlPlaneNamespace();
        this.source = new Objects(lab.source().client(), Kind.ofManagementCluster());
        this.destination = new Objects(lab.destination().client(), Kind.ofManagementCluster());
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }

    void run() {
        save();
        pause();
        stopWriters();
        uploadSnapshot(snapshot());
        releaseNames();
        restore(presigned());
        awaitRestored();
        clean();
        restartOvn();
    }

    void save() {
        World world = lab.world();
        Belongings belongings = new Belongings(List.of(names), world.at(Lab.SOURCE));
        belongings.of(world.at(Lab.SOURCE)).stream()
                .filter(thing -> CREATION_ORDER.contains(thing.kind()) && !Belongings.generated(thing))
                // The hypershift-operator copies the kubeconfig anew, with its owner.
                .filter(thing -> thing.kind() != Kind.SECRET
                        || thing.owners().stream().noneMatch(one -> one.kind().equals("HostedCluster")))
                .forEach(saved::add);
    }

    void pause() {
        for (Thing root : roots()) {
            source.merge(root, Map.of("spec", Map.of("pausedUntil", "true")));
        }
        MACHINERY.forEach(
                kind -> source.list(kind, namespace).forEach(thing -> source.annotate(thing, PAUSED, "true")));
        await().until(() -> controlPlane(source)
                .filter(hcp -> hcp.text("/spec/pausedUntil").equals("true"))
                .isPresent());
        await().until(() -> source.list(Kind.CLUSTER, namespace).stream()
                .allMatch(cluster -> cluster.at("/spec/paused").asBoolean()));
    }

    void stopWriters() {
        scaleToZero(name -> WRITERS.contains(name));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> source.list(Kind.POD, namespace).stream()
                        .noneMatch(pod -> WRITERS.contains(pod.labels().get("app"))));
    }

    byte[] snapshot() {
        Thing pod = source.find(Kind.POD, namespace, "etcd-0").orElseThrow();
        int port = pod.number("/spec/containers/0/ports/0/containerPort");
        Thing tls = source.find(Kind.SECRET, namespace, "etcd-client-tls").orElseThrow();
        ManagedChannel channel = NettyChannelBuilder.forAddress(pod.text("/status/podIP"), port)
                .overrideAuthority("localhost")
                .sslContext(clientTls(tls))
                .build();
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            MaintenanceGrpc.newBlockingStub(channel)
                    .snapshot(SnapshotRequest.getDefaultInstance())
                    .forEachRemaining(part -> file.writeBytes(part.getBlob().toByteArray()));
            return file.toByteArray();
        } finally {
            channel.shutdownNow();
        }
    }

    void releaseNames() {
        source.list(Kind.ROUTE, namespace).forEach(source::delete);
        await().until(() -> lab.aws().zone().records().stream()
                .map(RecordSet::name)
                .noneMatch(name -> name.contains("-" + names.name() + ".")
                        || name.contains("-" + names.name() + "-external-dns.")));
    }

    void restore(String url) {
        destination.ensure(Thing.named(Kind.NAMESPACE, "", names.namespace()));
        destination.ensure(Thing.named(Kind.NAMESPACE, "", namespace));
        Map<String, String> uids = new HashMap<>();
        for (Kind kind : CREATION_ORDER) {
            for (Thing thing : saved) {
                if (thing.kind() == kind) {
                    uids.put(
                            thing.uid(),
                            destination.create(restorable(thing, url, uids)).uid());
                }
            }
        }
    }

    void awaitRestored() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> destination
                        .find(Kind.HOSTED_CLUSTER, names.namespace(), names.name())
                        .filter(found -> found.isTrue("Available") && found.isTrue("ValidAWSIdentityProvider"))
                        .isPresent());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> destination.list(Kind.NODE_POOL).stream().allMatch(pool -> pool.isTrue("Ready")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> controlPlane(destination)
                        .filter(hcp -> hcp.isTrue("EtcdSnapshotRestored"))
                        .isPresent());
    }

    void clean() {
        scaleToZero(name -> true);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> source.list(Kind.POD, namespace).isEmpty());
        roots().forEach(this::remove);
        for (Kind kind : Kind.ofManagementCluster()) {
            if (kind.resource().namespaced()) {
                source.list(kind, namespace).forEach(this::remove);
            }
        }
        saved.stream()
                .filter(thing -> thing.namespace().equals(names.namespace()))
                .flatMap(thing -> source.find(thing.kind(), thing.namespace(), thing.name()).stream())
                .forEach(source::delete);
        source.find(Kind.NAMESPACE, "", namespace).ifPresent(source::delete);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> source.find(Kind.NAMESPACE, "", namespace).isEmpty());
    }

    void restartOvn() {
        KubernetesClient guest = lab.guest();
        guest.pods().inNamespace("openshift-ovn-kubernetes").delete();
    }

    void uploadSnapshot(byte[] snapshot) {
        lab.aws().s3().putObject(put -> put.bucket(Aws.BUCKET).key(KEY), RequestBody.fromBytes(snapshot));
    }

    String presigned() {
        Map<String, String> environment = lab.aws().environment();
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.of(environment.get("AWS_REGION")))
                .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_S3")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY"))))
                .build()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofHours(1))
                            .getObjectRequest(get -> get.bucket(Aws.BUCKET).key(KEY)))
                    .url()
                    .toString();
        }
    }

    private Thing restorable(Thing thing, String url, Map<String, String> uids) {
        ObjectNode json = thing.json().deepCopy();
        json.remove("status");
        ObjectNode metadata = json.withObject("/metadata");
        metadata.remove(
                List.of("uid", "resourceVersion", "creationTimestamp", "generation", "finalizers", "managedFields"));
        metadata.path("ownerReferences")
                .forEach(owner -> ((ObjectNode) owner)
                        .put("uid", uids.getOrDefault(owner.path("uid").asText(), "unknown")));
        if (thing.kind() == Kind.HOSTED_CLUSTER || thing.kind() == Kind.HOSTED_CONTROL_PLANE) {
            json.withObject("/spec/etcd/managed/storage").set("restoreSnapshotURL", Json.tree(List.of(url)));
        }
        if (thing.kind() == Kind.CLUSTER) {
            json.withObject("/spec").put("paused", true);
        }
        if (thing.owners().stream().anyMatch(owner -> !uids.containsKey(owner.uid()))) {
            metadata.remove("ownerReferences");
        }
        return new Thing(thing.kind(), json);
    }

    private List<Thing> roots() {
        List<Thing> roots = new ArrayList<>(source.list(Kind.NODE_POOL).stream()
                .filter(pool -> pool.text("/spec/clusterName").equals(names.name()))
                .toList());
        source.find(Kind.HOSTED_CLUSTER, names.namespace(), names.name()).ifPresent(roots::add);
        return roots;
    }

    /** Operators and the garbage collector work on it too, until it is gone. */
    private void remove(Thing thing) {
        await().pollInterval(Duration.ofMillis(10))
                .ignoreException(KubernetesClientException.class)
                .until(() -> {
                    current(thing).ifPresent(there -> source.delete(source.finalizers(there, List.of())));
                    return current(thing).isEmpty();
                });
    }

    private Optional<Thing> current(Thing thing) {
        return source.find(thing.kind(), thing.namespace(), thing.name())
                .filter(found -> found.uid().equals(thing.uid()));
    }

    private void scaleToZero(Predicate<String> which) {
        for (Kind kind : List.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET)) {
            source.list(kind, namespace).stream()
                    .filter(workload -> which.test(workload.name()))
                    .forEach(workload -> source.merge(workload, Map.of("spec", Map.of("replicas", 0))));
        }
    }

    private Optional<Thing> controlPlane(Objects objects) {
        return objects.find(Kind.HOSTED_CONTROL_PLANE, namespace, names.name());
    }

    private SslContext clientTls(Thing tls) {
        try {
            String authority = source.find(Kind.CONFIG_MAP, namespace, "etcd-ca")
                    .orElseThrow()
                    .at("/data")
                    .path("ca.crt")
                    .asText();
            return GrpcSslContexts.forClient()
                    .trustManager(Authority.certificate(authority))
                    .keyManager(
                            Rsa.parse(tls.secret("etcd-client.key").orElseThrow())
                                    .getPrivate(),
                            Authority.certificate(tls.secret("etcd-client.crt").orElseThrow()))
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
