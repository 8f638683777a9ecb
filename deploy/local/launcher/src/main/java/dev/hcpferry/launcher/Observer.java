package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.launcher.display.Vitals;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the hosted cluster as its users do, twice a second, until it is closed. */
final class Observer implements AutoCloseable {
    private final Lab lab;
    private final Probe probe;
    private final int nodes;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("observer").daemon().factory());
    private volatile int readyNodes;

    Observer(Lab lab, Probe probe, int nodes) {
        this.lab = lab;
        this.probe = probe;
        this.nodes = nodes;
        clock.scheduleWithFixedDelay(this::countNodes, 0, 500, TimeUnit.MILLISECONDS);
    }

    Vitals vitals() {
        return new Vitals(lab.servingClusters(), probe.answers(), probe.away(), readyNodes, nodes);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void countNodes() {
        try {
            List<Node> found = probe.answers() ? lab.guest().nodes().list().getItems() : List.of();
            readyNodes = found.isEmpty()
                    ? readyNodes
                    : (int) found.stream().filter(Observer::isReady).count();
        } catch (KubernetesClientException away) {
            // What was seen last is shown on.
        }
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }
}
