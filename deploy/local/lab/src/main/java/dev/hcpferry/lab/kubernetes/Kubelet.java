package dev.hcpferry.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The kubelets of a cluster: pods run while they are there, and for their grace period after their deletion. */
public final class Kubelet extends Controller {

    private final Containers containers;
    private final Duration grace;
    private final Map<String, Long> terminating = new HashMap<>();

    public Kubelet(String cluster, Objects objects, Containers containers, Duration grace) {
        super(cluster + "-kubelet", objects, Duration.ofMillis(50));
        this.containers = containers;
        this.grace = grace;
    }

    @Override
    protected void reconcile() {
        each(objects.list(Kind.POD), pod -> {
            if (pod.deleting()) {
                end(pod);
            } else {
                run(pod);
            }
        });
    }

    private void run(Thing pod) {
        boolean ready = containers.ready(pod);
        if (pod.text("/status/phase").equals("Running") && ready == pod.isTrue("Ready")) {
            return;
        }
        ObjectNode status =
                Json.object().put("phase", "Running").put("podIP", "127.0.0.1").put("hostIP", "127.0.0.1");
        status.set(
                "conditions",
                new Conditions(pod)
                        .set("PodScheduled", true)
                        .set("ContainersReady", ready)
                        .set("Ready", ready)
                        .toJson());
        objects.status(pod, status);
    }

    private void end(Thing pod) {
        long since = terminating.computeIfAbsent(pod.uid(), uid -> System.nanoTime());
        if (System.nanoTime() - since >= grace.toNanos() && containers.mayEnd(pod)) {
            objects.deleteNow(pod);
            terminating.remove(pod.uid());
        }
    }
}
