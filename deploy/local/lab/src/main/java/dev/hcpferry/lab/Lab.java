package dev.hcpferry.lab;

import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.cluster.EmbeddedCluster;
import dev.hcpferry.lab.fixture.Fixture;
import dev.hcpferry.lab.guest.Edge;
import dev.hcpferry.lab.guest.GuestNodes;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Judge;
import dev.hcpferry.lab.judge.World;
import dev.hcpferry.lab.kafka.Broker;
import dev.hcpferry.lab.network.Line;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import dev.hcpferry.lab.operator.Surroundings;
import dev.hcpferry.lab.pki.Authority;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The outside world of HCP Ferry in one JVM: management clusters mgmt-a and mgmt-b with their operators, the hosted cluster
 * clusters/hc1 on mgmt-a, a neighbour beside it, Kafka, S3 and Route 53. All ports are ephemeral.
 */
public final class Lab implements AutoCloseable {

    public static final String SOURCE = "mgmt-a";
    public static final String DESTINATION = "mgmt-b";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final LabOptions options;
    private final Violations violations = new Violations();
    private final Authority authority = Authority.named("lab");
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Broker broker;
    private final Aws aws;
    private final Management source;
    private final Management destination;
    private final Path guestKubeconfig;
    private final KubernetesClient guest;

    /** The hosted cluster is Available, its nodes are Ready, and nothing changes any more, when this returns. */
    public static Lab start(LabOptions options) {
        return new Lab(options);
    }

    private Lab(LabOptions options) {
        this.options = options;
        try {
            Vertx vertx = opened(
                    Vertx.vertx(),
                    one -> one.close().toCompletionStage().toCompletableFuture().join());
            CompletableFuture<Broker> starting =
                    CompletableFuture.supplyAsync(() -> Broker.start(options.directory(), options.linkedBroker()));
            parts.push(() -> starting.join().close());
            this.aws = opened(new Aws(options.directory(), vertx, authority, violations));
            Edge edge = opened(new Edge(aws.zone(), List.of(Fixture.HOSTED_CLUSTER, Fixture.NEIGHBOUR)));
            this.source = manage(SOURCE, vertx, edge);
            this.destination = manage(DESTINATION, vertx, edge);
            createHostedClusters();
            this.guestKubeconfig = options.directory().resolve("guest.kubeconfig");
            String kubeconfig = writeGuestKubeconfig();
            this.guest = opened(new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(kubeconfig))
                    .build());
            new GuestSeed(hostedCluster(), guest)
                    .plant(opened(new GuestNodes(kubeconfig)), machinesWithInstances(source.objects()));
            awaitQuiet();
            this.broker = starting.join();
            violations.arm();
            opened(new Watchdog(List.of(source, destination), violations));
        } catch (RuntimeException failure) {
            try {
                close();
            } catch (RuntimeException further) {
                failure.addSuppressed(further);
            }
            throw failure;
        }
    }

    public LabOptions options() {
        return options;
    }

    /** The environment of all three services; each needs its own QUARKUS_HTTP_PORT besides. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.linkedBootstrapServers());
        environment.put(
                "HCP_FERRY_MANAGEMENT_CLUSTERS_DIRECTORY",
                kubeconfigs().toAbsolutePath().toString());
        environment.put("HCP_FERRY_BUNDLE_BUCKET", Aws.BUCKET);
        environment.put("HCP_FERRY_DNS_HOSTED_ZONE_ID", aws.zone().id());
        environment.put("HCP_FERRY_ETCD_CONNECTION", "POD_ADDRESS");
        return Map.copyOf(environment);
    }

    public String kafkaBootstrapServers() {
        return broker.bootstrapServers();
    }

    public Aws aws() {
        return aws;
    }

    public LabCluster source() {
        return source.cluster();
    }

    public LabCluster destination() {
        return destination.cluster();
    }

    /** The line between the services and one of their systems; that to Kafka only with {@link LabOptions#linkedBroker}. */
    public Link link(Line line) {
        return switch (line) {
            case KAFKA -> broker.link().orElseThrow(() -> new IllegalStateException("this broker has no link"));
            case SOURCE -> source.cluster().link();
            case DESTINATION -> destination.cluster().link();
            case S3 -> aws.s3Link();
            case DNS -> aws.dnsLink();
        };
    }

    /** The hosted cluster that is to migrate. */
    public HostedClusterNames hostedCluster() {
        return Fixture.HOSTED_CLUSTER;
    }

    /** The other hosted cluster, which lives on the source and must stay as it is. */
    public HostedClusterNames neighbour() {
        return Fixture.NEIGHBOUR;
    }

    /** A client of the hosted cluster at its public address, wherever that leads. */
    public KubernetesClient guest() {
        return guest;
    }

    public Path guestKubeconfig() {
        return guestKubeconfig;
    }

    /** The management clusters that run the hosted cluster's API server now. */
    public List<String> servingClusters() {
        String namespace = hostedCluster().controlPlaneNamespace();
        return List.of(source, destination).stream()
                .filter(one -> one.controlPlanes().apiPort(namespace).isPresent())
                .map(one -> one.cluster().name())
                .toList();
    }

    /** A user of the hosted cluster who reads and writes until closed. */
    public Probe startProbe() {
        try {
            return new Probe(Files.readString(guestKubeconfig)).start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Remembers the world as it is now, to compare it with what a migration leaves. */
    public Judge judge() {
        return new Judge(this, world());
    }

    /** All there is, as it is now. */
    public World world() {
        return World.look(this);
    }

    /** The harm done since the lab stood. */
    public List<Violation> violations() {
        return violations.all();
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception problem) { // the others must still be closed
                failure = new IllegalStateException("not all of the lab could be closed", problem);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Path kubeconfigs() {
        return options.directory().resolve("management-clusters");
    }

    private Management manage(String name, Vertx vertx, Edge edge) {
        LabCluster cluster = new EmbeddedCluster(name, kubeconfigs(), vertx, authority, violations);
        Management management = opened(new Management(cluster, options, vertx, aws, violations, edge));
        edge.lead(Surroundings.routerOf(name), management.controlPlanes()::apiPort);
        management.start();
        return management;
    }

    private void createHostedClusters() {
        if (options.access() != Access.PUBLIC) {
            aws.route53().create(hostedCluster().name() + ".hypershift.local", true);
        }
        Fixture fixture = new Fixture(source.objects());
        fixture.createHostedClusters(options);
        Await.until("the hosted cluster's API is reached", PATIENCE, () -> {
            Objects objects = source.objects();
            String host = hostedCluster().apiHost();
            return servingClusters().equals(List.of(SOURCE))
                    && adminKubeconfig().isPresent()
                    && aws.zone().find(host, "CNAME").isPresent()
                    && machinesWithInstances(objects).size() == options.nodePools() * options.nodes();
        });
        fixture.generateIn(hostedCluster().controlPlaneNamespace());
    }

    private List<Thing> machinesWithInstances(Objects objects) {
        return objects.list(Kind.MACHINE, hostedCluster().controlPlaneNamespace()).stream()
                .filter(machine -> !machine.text("/spec/providerID").isEmpty())
                .toList();
    }

    private Optional<String> adminKubeconfig() {
        return source.objects()
                .find(Kind.SECRET, hostedCluster().namespace(), hostedCluster().name() + "-admin-kubeconfig")
                .flatMap(secret -> secret.secret("kubeconfig"));
    }

    private String writeGuestKubeconfig() {
        try {
            String content = adminKubeconfig().orElseThrow();
            Files.writeString(guestKubeconfig, content);
            return content;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void awaitQuiet() {
        Await.until("the hosted cluster is Available and its NodePools are Ready", PATIENCE, () -> {
            Objects objects = source.objects();
            return objects.find(
                                    Kind.HOSTED_CLUSTER,
                                    hostedCluster().namespace(),
                                    hostedCluster().name())
                            .filter(found -> found.isTrue("Available") && found.isTrue("ValidAWSIdentityProvider"))
                            .isPresent()
                    && objects.list(Kind.NODE_POOL).stream()
                            .filter(pool -> pool.text("/spec/clusterName")
                                    .equals(hostedCluster().name()))
                            .allMatch(pool -> pool.isTrue("Ready"));
        });
        new Quiet(source.objects(), Kind.ofManagementCluster()).await(QUIET, PATIENCE);
        new Quiet(destination.objects(), Kind.ofManagementCluster()).await(QUIET, PATIENCE);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private <T> T opened(T part, Consumer<T> close) {
        parts.push(() -> close.accept(part));
        return part;
    }
}
