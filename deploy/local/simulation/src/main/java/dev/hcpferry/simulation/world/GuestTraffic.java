package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users and nodes of the hosted cluster: they find its API by name, for a while even by a name that points elsewhere by now, and
 * remember what it has acknowledged. API servers write for themselves as long as they run.
 */
public final class GuestTraffic {
    private static final String HOST = "api-example.example.com";
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private final List<Side> sides;
    private final Surroundings world;
    private final List<String> acknowledged = new ArrayList<>();
    private Instant resolvedAt = Instant.EPOCH;
    private Optional<Side> resolved = Optional.empty();

    GuestTraffic(List<Side> sides, Surroundings world) {
        this.sides = sides;
        this.world = world;
    }

    /** The side that answers just now under the name that users know. */
    public Optional<Side> find() {
        return target().filter(Side::serves);
    }

    /** The side that answers the nodes just now: by the private name if there is one. */
    public Optional<Side> findForNodes() {
        return world.access().isPrivate() ? world.endpoint().target().filter(Side::serves) : find();
    }

    public synchronized List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Sabotage: something was acknowledged that no etcd has. */
    public synchronized void pretend(String write) {
        acknowledged.add(write);
    }

    void act() {
        sides.forEach(side -> {
            if (!side.writers().isEmpty()) {
                side.etcd().ifPresent(EtcdData::touch);
            }
        });
        List<Side> active =
                sides.stream().filter(side -> !side.writers().isEmpty()).toList();
        if (active.size() > 1) {
            world.violations()
                    .add(
                            "I1",
                            "API servers write on both sides: "
                                    + active.stream()
                                            .map(side -> side.name() + " " + side.writers())
                                            .toList());
        }
        cached().filter(Side::serves).ifPresent(this::write);
        findForNodes().flatMap(Side::etcd).ifPresent(this::beat);
    }

    private synchronized void write(Side side) {
        String what = "write-" + acknowledged.size();
        side.etcd().ifPresent(etcd -> {
            etcd.write(what);
            acknowledged.add(what);
        });
    }

    private void beat(EtcdData etcd) {
        String now = world.time().now().toString();
        etcd.guest().list(ResourceKind.LEASE, "kube-node-lease").stream()
                .map(KubernetesObject::key)
                .forEach(key -> etcd.guest().edit(key, lease -> lease.spec().put("renewTime", now)));
    }

    private Optional<Side> cached() {
        Instant now = world.time().now();
        if (resolved.isEmpty()
                || now.isAfter(resolvedAt.plus(TIME_TO_LIVE))
                || world.random().nextInt(4) == 0) {
            resolved = target();
            resolvedAt = now;
        }
        return resolved;
    }

    private Optional<Side> target() {
        if (!world.access().isPublic()) {
            return world.endpoint().target();
        }
        List<DnsRecord> records = world.dns().recordsOf("Z1", Set.of(HOST));
        return sides.stream()
                .filter(side ->
                        records.stream().anyMatch(record -> record.values().contains(side.router())))
                .findFirst();
    }
}
