package dev.hcpferry.simulation.service;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.InMemoryManagementClusters;
import dev.hcpferry.common.cluster.LeaseFences;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.TestSettings;
import dev.hcpferry.common.dns.DnsRecords;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.guest.Guests;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.simulation.log.ConsumerGroup;
import dev.hcpferry.simulation.log.EventLog;
import dev.hcpferry.simulation.time.VirtualTime;
import dev.hcpferry.simulation.world.Side;
import dev.hcpferry.simulation.world.Universe;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A service as Kubernetes and Kafka keep it: when its process is gone or frozen, another one takes over after a while. */
public final class Service {
    private static final int SESSION_MILLIS = 10_000;

    private final ServiceKind kind;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final Universe universe;
    private final EventLog log;
    private final SimulatedLeases leases;
    private final Interference interference;
    private final UnaryOperator<InputStream> snapshots;
    private final ConsumerGroup group;
    private final List<Life> lives = new ArrayList<>();
    private final Map<Life, Replica> replicas = new HashMap<>();

    /** @param snapshots what becomes of snapshots on their way */
    public Service(
            ServiceKind kind,
            VirtualTime time,
            RandomGenerator random,
            Universe universe,
            EventLog log,
            SimulatedLeases leases,
            Interference interference,
            UnaryOperator<InputStream> snapshots) {
        this.kind = kind;
        this.time = time;
        this.random = random;
        this.universe = universe;
        this.log = log;
        this.leases = leases;
        this.interference = interference;
        this.snapshots = snapshots;
        this.group = new ConsumerGroup(
                log,
                Stream.concat(kind.inputs().stream(), Stream.of(EventType.COMMAND.topic()))
                        .toList());
    }

    public void begin() {
        Replica first = start();
        group.assign(first);
        first.look();
    }

    /** Whether every record has been dealt with. */
    public boolean idle() {
        return group.idle();
    }

    /** The process ends at once; another one is started. */
    public void crash(Life life) {
        life.end();
        later(1 + random.nextInt(SESSION_MILLIS), this::takeOver);
    }

    /** The process stands still; another one takes over, and after a while this one goes on and learns that it is late. */
    public void freeze(Life life, Duration length) {
        Replica frozen = replicas.get(life);
        life.freeze();
        later(SESSION_MILLIS + random.nextInt(SESSION_MILLIS), this::takeOver);
        later((int) length.toMillis(), life::wake);
        later((int) length.toMillis() + 1 + random.nextInt(5000), () -> {
            if (frozen != null && !life.gone() && !group.isAssigned(frozen)) {
                frozen.revoked();
            }
        });
    }

    /** Everything ends. */
    public void end() {
        lives.forEach(Life::end);
    }

    private void takeOver() {
        group.revoke();
        Replica next = start();
        group.assign(next);
        next.look();
    }

    private void later(int millis, Runnable what) {
        Thread.ofVirtual().start(() -> {
            try {
                time.sleep(Duration.ofMillis(millis));
                what.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (Crashed gone) {
                // Nobody is left to do it.
            }
        });
    }

    private Replica start() {
        Life life = new Life(kind.label() + " " + (lives.size() + 1), time, random);
        lives.add(life);
        Replica replica =
                new Replica(kind, life, systems(life), log, group, new Emitter(kind, life, log, interference));
        replicas.put(life, replica);
        replica.begin();
        return replica;
    }

    private Systems systems(Life life) {
        Gate gate = new Gate(kind, life, interference);
        ManagementCluster[] clusters = Stream.of(universe.source(), universe.destination())
                .map(Side::cluster)
                .map(cluster -> gate.guard(ManagementCluster.class, cluster.name(), Admission.of(cluster)))
                .toArray(ManagementCluster[]::new);
        return new Systems(
                new InMemoryManagementClusters(clusters),
                gate.guard(BundleStore.class, "s3", universe.base().bundles()),
                gate.guard(Etcd.class, "etcd", new SimulatedEtcd(universe, snapshots)),
                gate.guard(DnsRecords.class, "dns", universe.base().dns()),
                gate.guard(Guests.class, "guest", new SimulatedGuests(universe)),
                gate.guard(LeaseFences.class, "lease", leases.of(life)),
                TestSettings.of(Map.of()),
                life);
    }
}
