package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.InMemoryBundleStore;
import dev.hcpferry.common.cluster.InMemoryLeases;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.InMemoryManagementClusters;
import dev.hcpferry.common.cluster.TestSettings;
import dev.hcpferry.common.dns.InMemoryDnsRecords;
import dev.hcpferry.common.etcd.FakeEtcd;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import dev.hcpferry.common.guest.FakeGuests;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.FakeClock;
import dev.hcpferry.common.phase.PhaseRun;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a migration touches, in memory: hosted cluster {@code clusters/example} runs on {@code mgmt-a} beside a neighbour,
 * {@code mgmt-b} is free. Nothing moves by itself; {@link Controllers} does what HyperShift and others would do.
 */
public final class MigrationWorld {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final HostedClusterRef REF = new HostedClusterRef("clusters", "example");
    public static final String ID = "example-1";
    public static final String INSIDE = "clusters-example";
    /** Of the etcd members and of the snapshot that is taken of them. */
    public static final long REVISION = 4711;

    private final InMemoryManagementCluster source = new InMemoryManagementCluster("mgmt-a");
    private final InMemoryManagementCluster destination = new InMemoryManagementCluster("mgmt-b");
    private final InMemoryManagementClusters clusters = new InMemoryManagementClusters(source, destination);
    private final InMemoryBundleStore bundles = new InMemoryBundleStore();
    private final FakeEtcd etcd = new FakeEtcd();
    private final InMemoryDnsRecords dns = new InMemoryDnsRecords();
    private final FakeGuests guests = new FakeGuests();
    private final InMemoryLeases leases = new InMemoryLeases();
    private final FakeClock clock = new FakeClock(START);
    private final Map<String, String> settings = new HashMap<>();
    private Scope scope = Scope.CONTROL_PLANE_AND_NODES;
    private String migrationId = ID;
    private String target = "mgmt-b";
    private boolean takeOver;
    private @Nullable S3Location fromBundle;

    public MigrationWorld() {
        WorldObjects.install(this);
    }

    public InMemoryManagementCluster source() {
        return source;
    }

    public InMemoryManagementCluster destination() {
        return destination;
    }

    public InMemoryManagementClusters clusters() {
        return clusters;
    }

    public InMemoryBundleStore bundles() {
        return bundles;
    }

    public FakeEtcd etcd() {
        return etcd;
    }

    public InMemoryDnsRecords dns() {
        return dns;
    }

    public FakeGuests guests() {
        return guests;
    }

    public InMemoryLeases leases() {
        return leases;
    }

    public FakeClock clock() {
        return clock;
    }

    public Site sourceSite() {
        return new Site(source, REF);
    }

    public Site destinationSite() {
        return new Site(destination, REF);
    }

    /** What HyperShift, kubelets and others do. */
    public Controllers controllers() {
        return new Controllers(this);
    }

    public MigrationWorld set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public MigrationWorld scope(Scope wanted) {
        scope = wanted;
        return this;
    }

    /** Requests from now on ask for the take-over of DNS records. */
    public MigrationWorld takeOver() {
        takeOver = true;
        return this;
    }

    /** Requests from now on carry this id. */
    public MigrationWorld migrationId(String wanted) {
        migrationId = wanted;
        return this;
    }

    /** Requests from now on want to go there. */
    public MigrationWorld target(String wanted) {
        target = wanted;
        return this;
    }

    /** Requests from now on want this bundle in place of a dead source. */
    public MigrationWorld fromBundle(S3Location index) {
        fromBundle = index;
        return this;
    }

    public MigrationRequested request() {
        return new MigrationRequested(
                REF,
                "mgmt-a",
                target,
                scope,
                migrationId,
                CleanupPolicy.AUTOMATIC,
                FailurePolicy.HOLD,
                false,
                new BundleOptions("bundles", "hcp-ferry", null),
                new DnsOptions(null, takeOver),
                null,
                fromBundle,
                fromBundle != null,
                null,
                null);
    }

    public PhaseRun run(PhaseName phase) {
        return new PhaseRun(
                ID,
                REF,
                phase,
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(30)),
                1,
                Direction.FORWARD,
                false);
    }

    public Systems systems() {
        return new Systems(clusters, bundles, etcd, dns, guests, leases, TestSettings.of(settings), clock);
    }
}
