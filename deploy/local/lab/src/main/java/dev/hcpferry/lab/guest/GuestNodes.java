package dev.hcpferry.lab.guest;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosted cluster's workers: kubelets that report at the public address, wherever it leads, and OVN's pod on each node. */
public final class GuestNodes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GuestNodes.class);
    private static final String OVN = "openshift-ovn-kubernetes";
    private static final String OVN_NODE = "ovnkube-node";
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final int HEARTBEAT_EVERY = 5;

    private final KubernetesClient client;
    private final Thread thread;
    private long round;

    public GuestNodes(String kubeconfig) {
        this.client = GuestClients.open(kubeconfig);
        this.thread = Thread.ofVirtual().name("guest-nodes").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                report();
            } catch (KubernetesClientException away) {
                log.debug("the guest API is away: {}", away.getMessage());
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void report() {
        List<Node> nodes = client.nodes().list().getItems();
        if (round++ % HEARTBEAT_EVERY == 0) {
            nodes.forEach(this::heartbeat);
        }
        List<Pod> pods = client.pods().inNamespace(OVN).list().getItems();
        for (Pod pod : pods) {
            if (pod.isMarkedForDeletion()) {
                client.resource(pod).withGracePeriod(0).delete();
            }
        }
        DaemonSet set =
                client.apps().daemonSets().inNamespace(OVN).withName(OVN_NODE).get();
        for (Node node : nodes) {
            String name = node.getMetadata().getName();
            if (set != null
                    && pods.stream().noneMatch(pod -> name.equals(pod.getSpec().getNodeName()))) {
                run(set, name);
            }
        }
    }

    private void heartbeat(Node node) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        client.resource(node)
                .editStatus(current -> new NodeBuilder(current)
                        .editOrNewStatus()
                        .withConditions(new NodeConditionBuilder()
                                .withType("Ready")
                                .withStatus("True")
                                .withReason("KubeletReady")
                                .withLastHeartbeatTime(now)
                                .withLastTransitionTime(node.getMetadata().getCreationTimestamp())
                                .build())
                        .endStatus()
                        .build());
    }

    private void run(DaemonSet set, String node) {
        Pod pod = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(OVN)
                        .withGenerateName(OVN_NODE + "-")
                        .withLabels(set.getSpec().getTemplate().getMetadata().getLabels())
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("DaemonSet")
                        .withName(OVN_NODE)
                        .withUid(set.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withSpec(set.getSpec()
                                .getTemplate()
                                .getSpec()
                                .edit()
                                .withNodeName(node)
                                .build())
                        .build())
                .create();
        client.resource(pod)
                .editStatus(current -> current.edit()
                        .withStatus(new PodStatusBuilder()
                                .withPhase("Running")
                                .addNewCondition()
                                .withType("Ready")
                                .withStatus("True")
                                .endCondition()
                                .build())
                        .build());
    }
}
