package dev.hcpferry.lab;

import dev.hcpferry.lab.LabOptions.Extra;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.cluster.EmbeddedCluster;
import dev.hcpferry.lab.cluster.RealCluster;
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
import dev.hcpferry.lab.operator.Surroundings;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.server.KubernetesBinaries;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The outside world of HCP Ferry in one JVM: management clusters mgmt-a and mgmt-b with their operators, the hosted cluster
 * clusters/hc1 on mgmt-a, the neighbour clusters/other beside it, Kafka, S3 and Route 53. All ports are ephemeral.
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
    private final List<LabHostedCluster> hostedClusters;

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
            Function<String, LabCluster> clusters = clusters(vertx);
            Starting<Broker> startingBroker =
                    opened(new Starting<>(() -> Broker.start(options.directory(), options.has(Extra.LINKED_BROKER))));
            Starting<LabCluster> startingSource = opened(new Starting<>(() -> clusters.apply(SOURCE)));
            Starting<LabCluster> startingDestination = opened(new Starting<>(() -> clusters.apply(DESTINATION)));
            this.aws = opened(new Aws(options.directory(), vertx, authority, violations));
            Edge edge = opened(new Edge(aws.zone(), List.of(Fixture.HOSTED_CLUSTER, Fixture.NEIGHBOUR)));
            this.source = manage(startingSource.await(), vertx, edge);
            this.destination = manage(startingDestination.await(), vertx, edge);
            List<Founding> foundings = migrating().stream()
                    .map(names -> new Founding(names, source))
                    .toList();
            createHostedClusters(foundings);
            this.hostedClusters = foundings.stream().map(this::settle).toList();
            awaitQuiet(foundings);
            this.broker = startingBroker.await();
            violations.arm();
            opened(new Watchdog(List.of(source, destination), migrating(), violations));
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

    /** The line between the services and one of their systems; that to Kafka only with {@link Extra#LINKED_BROKER}. */
    public Link link(Line line) {
        return switch (line) {
            case KAFKA -> broker.link().orElseThrow(() -> new IllegalStateException("this broker has no link"));
            case SOURCE -> source.cluster().link();
            case DESTINATION -> destination.cluster().link();
            case S3 -> aws.s3Link();
            case DNS -> aws.dnsLink();
        };
    }

    /** Those that are to migrate: clusters/hc1 and, {@link Extra#MIGRATING_NEIGHBOUR if it does}, its neighbour. */
    public List<LabHostedCluster> hostedClusters() {
        return hostedClusters;
    }

    /** {@link LabHostedCluster#names} of clusters/hc1. */
    public HostedClusterNames hostedCluster() {
        return Fixture.HOSTED_CLUSTER;
    }

    /** {@link LabHostedCluster#guest} of clusters/hc1. */
    public KubernetesClient guest() {
        return hostedClusters.getFirst().guest();
    }

    /** {@link LabHostedCluster#servingClusters} of clusters/hc1. */
    public List<String> servingClusters() {
        return hostedClusters.getFirst().servingClusters();
    }

    /** {@link LabHostedCluster#startProbe} for clusters/hc1. */
    public Probe startProbe() {
        return hostedClusters.getFirst().startProbe();
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

    private Function<String, LabCluster> clusters(Vertx vertx) {
        if (!options.has(Extra.REAL_KUBERNETES)) {
            Set<Kind> kinds =
                    options.has(Extra.OLD_KUBERNETES) ? Kind.ofOldManagementCluster() : Kind.ofManagementCluster();
            return name -> new EmbeddedCluster(name, kubeconfigs(), vertx, authority, kinds, violations);
        }
        KubernetesBinaries binaries = KubernetesBinaries.ofEnvironment();
        return name -> RealCluster.start(name, kubeconfigs(), options.directory(), binaries, authority);
    }

    private Management manage(LabCluster cluster, Vertx vertx, Edge edge) {
        Management management = opened(new Management(cluster, options, vertx, aws, violations, edge));
        edge.lead(Surroundings.routerOf(cluster.name()), management.controlPlanes()::apiPort);
        management.start();
        return management;
    }

    private List<HostedClusterNames> migrating() {
        return options.has(Extra.MIGRATING_NEIGHBOUR)
                ? List.of(Fixture.HOSTED_CLUSTER, Fixture.NEIGHBOUR)
                : List.of(Fixture.HOSTED_CLUSTER);
    }

    private void createHostedClusters(List<Founding> foundings) {
        if (options.access() != Access.PUBLIC) {
            aws.route53().create(hostedCluster().name() + ".hypershift.local", true);
        }
        Fixture fixture = new Fixture(source.objects());
        fixture.createHostedClusters(options);
        Await.until(
                "the APIs of the hosted clusters are reached",
                PATIENCE,
                () -> foundings.stream().allMatch(one -> one.isReached(aws.zone())));
        foundings.forEach(one -> fixture.generateIn(one.names().controlPlaneNamespace()));
    }

    /** Its first content is there, and its nodes work. */
    private LabHostedCluster settle(Founding founding) {
        String kubeconfig = founding.adminKubeconfig().orElseThrow();
        LabHostedCluster settled =
                opened(new LabHostedCluster(founding.names(), List.of(source, destination), kubeconfig));
        new GuestSeed(founding.names(), settled.guest())
                .plant(opened(new GuestNodes(kubeconfig)), founding.machinesWithInstances());
        return settled;
    }

    private void awaitQuiet(List<Founding> foundings) {
        Await.until(
                "the hosted clusters are Available and their NodePools are Ready",
                PATIENCE,
                () -> foundings.stream().allMatch(Founding::isSettled));
        for (Management site : List.of(source, destination)) {
            new Quiet(site.objects(), site.cluster().kinds()).await(QUIET, PATIENCE);
        }
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
