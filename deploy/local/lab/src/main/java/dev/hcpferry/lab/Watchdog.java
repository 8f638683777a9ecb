package dev.hcpferry.lab;

import dev.hcpferry.lab.fixture.Fixture;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees harm that lasts only a moment: two active control planes, a neighbour that is changed and changed back. */
final class Watchdog implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final List<Kind> WATCHED =
            List.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.HOSTED_CLUSTER, Kind.NODE_POOL, Kind.HOSTED_CONTROL_PLANE);

    private final List<Management> clusters;
    private final List<HostedClusterNames> migrating;
    private final Violations violations;
    private final Map<String, String> generations = new HashMap<>();
    private final Thread thread;

    Watchdog(List<Management> clusters, List<HostedClusterNames> migrating, Violations violations) {
        this.clusters = clusters;
        this.migrating = migrating;
        this.violations = violations;
        clusters.forEach(cluster -> neighbours(cluster).forEach((key, state) -> generations.put(key, state)));
        this.thread = Thread.ofVirtual().name("watchdog").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                migrating.forEach(this::lookForTwo);
                clusters.forEach(this::lookAfterNeighbours);
            }
        } catch (InterruptedException closed) {
            // Nothing is left to see.
        }
    }

    private void lookForTwo(HostedClusterNames names) {
        String namespace = names.controlPlaneNamespace();
        boolean everywhere = clusters.stream()
                .allMatch(one -> one.controlPlanes().apiPort(namespace).isPresent());
        if (everywhere) {
            violations.addOnce(
                    Violation.Kind.TWO_ACTIVE_CONTROL_PLANES, "both", "the API of " + namespace + " runs twice");
        }
    }

    private void lookAfterNeighbours(Management cluster) {
        Map<String, String> now = neighbours(cluster);
        generations.forEach((key, state) -> {
            if (key.startsWith(cluster.cluster().name() + " ") && !state.equals(now.get(key))) {
                violations.addOnce(
                        Violation.Kind.NEIGHBOUR_TOUCHED,
                        cluster.cluster().name(),
                        key + " was " + (now.containsKey(key) ? "changed" : "deleted"));
            }
        });
    }

    private Map<String, String> neighbours(Management cluster) {
        Map<String, String> found = new HashMap<>();
        for (Kind kind : WATCHED) {
            for (Thing thing : cluster.objects().list(kind)) {
                if (isNeighbour(thing)) {
                    found.put(
                            cluster.cluster().name() + " " + thing.label(),
                            thing.uid() + " " + thing.number("/metadata/generation"));
                }
            }
        }
        return found;
    }

    private boolean isNeighbour(Thing thing) {
        return thing.namespace().equals("hypershift")
                || (!migrating.contains(Fixture.NEIGHBOUR) && isOfNeighbour(thing));
    }

    private static boolean isOfNeighbour(Thing thing) {
        String name = Fixture.NEIGHBOUR.name();
        return thing.namespace().equals(Fixture.NEIGHBOUR.controlPlaneNamespace())
                || thing.text("/spec/clusterName").equals(name)
                || (thing.kind() == Kind.HOSTED_CLUSTER && thing.name().equals(name));
    }
}
