package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.InMemoryDnsRecords;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.simulation.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Two management clusters, a hosted cluster with its neighbour, and everybody who acts on them by himself. */
public final class Universe {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final ObjectKey HOSTED_CLUSTER =
            new ObjectKey(ResourceKind.HOSTED_CLUSTER, MigrationWorld.REF.namespace(), MigrationWorld.REF.name());
    private static final String INSTANCE = "aws:///eu-west-1a/i-0abc";

    private final MigrationWorld base = new MigrationWorld();
    private final Side source = new Side(base.source());
    private final Side destination = new Side(base.destination());
    private final Faults faults = new Faults();
    private final Violations violations = new Violations();
    private final Set<String> instances = new ConcurrentSkipListSet<>(Set.of(INSTANCE));
    private final Surroundings world;
    private final GuestTraffic traffic;
    private final List<Thread> acting = new ArrayList<>();
    private volatile boolean over;

    public Universe(VirtualTime time, RandomGenerator random, EndpointAccess access, int etcdMembers) {
        world = new Surroundings(
                time,
                random,
                base.bundles(),
                base.dns(),
                instances,
                faults,
                violations,
                new PrivateEndpoint(violations),
                access,
                etcdMembers);
        traffic = new GuestTraffic(List.of(source, destination), world);
        base.source()
                .edit(
                        HOSTED_CLUSTER,
                        hostedCluster -> hostedCluster
                                .spec()
                                .put(
                                        "controllerAvailabilityPolicy",
                                        etcdMembers == 1 ? "SingleReplica" : "HighlyAvailable"));
        open(access);
        source.volume(EtcdData.of(base.guests().api(), MigrationWorld.REVISION));
        base.source()
                .edit(
                        new ObjectKey(ResourceKind.STATEFUL_SET, Side.NAMESPACE, HyperShift.ETCD),
                        etcd -> etcd.spec().put("replicas", etcdMembers));
        source.inside(ResourceKind.POD)
                .forEach(pod -> base.source().edit(pod.key(), found -> {
                    Pods.setReady(found);
                    found.setFinalizers(List.of(Pods.GRACE));
                }));
    }

    private void open(EndpointAccess access) {
        base.source()
                .edit(
                        HOSTED_CLUSTER,
                        hostedCluster -> hostedCluster
                                .json()
                                .withObject("/spec/platform/aws")
                                .put("endpointAccess", access.value()));
        if (!access.isPublic()) {
            source.inside(ResourceKind.ROUTE).forEach(base.source()::delete);
            base.dns().deleteUnchanged(InMemoryDnsRecords.ZONE, base.dns().all());
        }
        if (access.isPrivate()) {
            PrivateEndpoint.want(source);
            world.endpoint().reconcile(source, false);
        }
    }

    /** Everybody acts, until {@link #end}. */
    public void begin() {
        for (Side side : List.of(source, destination)) {
            SilentNodes nodes = new SilentNodes(side, world);
            List<Controller> controllers = List.of(
                    new HypershiftOperator(side, world),
                    new ControlPlaneOperator(side, world),
                    new ClusterApi(side, world, nodes),
                    new ClusterAutoscaler(side, nodes),
                    new Kubelets(side, world),
                    new GarbageCollector(side),
                    new ExternalDns(side, world));
            Semaphore changed = new Semaphore(1);
            for (ResourceKind kind : ResourceKind.values()) {
                side.cluster().watch(kind, null, changed::release);
            }
            act(() -> {
                boolean woken = world.time().await(changed, IDLE);
                if (woken) {
                    pause(1000);
                }
                changed.drainPermits();
                controllers.forEach(Controller::reconcile);
            });
        }
        act(() -> {
            pause(2000);
            traffic.act();
        });
    }

    /** Somebody who knows nothing of the migration starts the source's API server while the destination restores etcd. */
    public void startSourceInMidRestore() {
        once(
                () -> !destination.inside(ResourceKind.STATEFUL_SET).isEmpty(),
                () -> Deployments.keep(source.cluster(), ResourceKind.DEPLOYMENT, "kube-apiserver", 1));
    }

    /** Sabotage: does this once the condition holds. */
    public void once(BooleanSupplier condition, Runnable what) {
        acting.add(Thread.ofVirtual().start(() -> {
            try {
                while (!over && !condition.getAsBoolean()) {
                    pause(1000);
                }
                what.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Nobody acts any more, as soon as they have noticed. */
    public void end() {
        over = true;
        acting.forEach(Thread::interrupt);
    }

    /** Flips a bit of every snapshot in S3. */
    public void damageSnapshot() {
        base.bundles().locations().stream()
                .filter(location -> location.key().endsWith("snapshot.db"))
                .forEach(base.bundles()::damage);
    }

    public MigrationWorld base() {
        return base;
    }

    public Side side(String managementCluster) {
        return managementCluster.equals(source.name()) ? source : destination;
    }

    public Side source() {
        return source;
    }

    public Side destination() {
        return destination;
    }

    public GuestTraffic traffic() {
        return traffic;
    }

    public Faults faults() {
        return faults;
    }

    public Violations violations() {
        return violations;
    }

    /** The EC2 instances that run. */
    public Set<String> instances() {
        return Set.copyOf(instances);
    }

    public int etcdMembers() {
        return world.etcdMembers();
    }

    private void pause(int atMostMillis) throws InterruptedException {
        world.time().sleep(Duration.ofMillis(1 + world.random().nextInt(atMostMillis)));
    }

    private void act(Act act) {
        acting.add(Thread.ofVirtual().start(() -> {
            try {
                while (!over) {
                    act.once();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** What somebody does again and again. */
    private interface Act {
        void once() throws InterruptedException;
    }
}
