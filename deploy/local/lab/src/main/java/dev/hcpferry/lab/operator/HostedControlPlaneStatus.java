package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a HostedControlPlane says of itself. EtcdSnapshotRestored only means that etcd-init ended well, and it does also when
 * there was data already.
 */
final class HostedControlPlaneStatus {

    private static final Duration ASK_AGAIN = Duration.ofMillis(800);

    /** Whether AWS trusted the control plane's tokens, and when that was asked. */
    private record Trust(boolean trusted, long askedAt) {}

    private final Surroundings site;
    private final Objects objects;
    private final Map<String, Trust> trust = new HashMap<>();

    HostedControlPlaneStatus(Surroundings site) {
        this.site = site;
        this.objects = site.objects();
    }

    Thing reconcile(Thing hcp) {
        Conditions conditions = new Conditions(hcp);
        boolean etcd = etcd(hcp, conditions);
        boolean api = api(hcp, conditions);
        boolean paused = HyperShift.isPaused(hcp);
        conditions
                .set("InfrastructureReady", true)
                .set("ValidHostedControlPlaneConfiguration", true)
                .set("ValidReleaseInfo", true)
                .set("Degraded", false)
                .set("ReconciliationActive", !paused, paused ? "ReconciliationPaused" : "ReconciliationActive", "")
                .set("ExternalDNSReachable", isInDns(hcp), "AsExpected", "");
        if (api) {
            conditions.set("ValidAWSIdentityProvider", isTrusted(hcp));
            conditions.set("ClusterVersionSucceeding", true).set("ClusterVersionAvailable", true);
        } else {
            conditions.set("ValidAWSIdentityProvider", "Unknown", "StatusUnknown", "KubeAPIServer is not available");
        }
        boolean kubeconfig =
                objects.find(Kind.SECRET, hcp.namespace(), "admin-kubeconfig").isPresent();
        conditions.set("Available", etcd && api && kubeconfig, "AsExpected", "");
        return objects.status(hcp, status(hcp, conditions, kubeconfig));
    }

    private boolean etcd(Thing hcp, Conditions conditions) {
        int replicas = objects.find(Kind.STATEFUL_SET, hcp.namespace(), Workloads.ETCD)
                .map(set -> set.number("/spec/replicas"))
                .orElse(0);
        long ready = Pods.of(objects, hcp.namespace(), Workloads.ETCD).stream()
                .filter(pod -> pod.isTrue("Ready"))
                .count();
        boolean available = ready > replicas / 2 && site.controlPlanes().etcdServes(hcp.namespace());
        conditions.set("EtcdAvailable", available, available ? "QuorumAvailable" : "EtcdWaitingForQuorum", "");
        boolean restores =
                !hcp.at("/spec/etcd/managed/storage/restoreSnapshotURL").isEmpty();
        if (available && restores && ready == replicas) {
            conditions.set("EtcdSnapshotRestored", true);
        }
        return available;
    }

    private boolean api(Thing hcp, Conditions conditions) {
        boolean ready = Pods.run(objects, hcp.namespace(), Workloads.API);
        boolean serves = ready
                && (!site.controlPlanes().hasProcesses(hcp.namespace())
                        || site.controlPlanes().apiPort(hcp.namespace()).isPresent());
        conditions.set("KubeAPIServerAvailable", serves, serves ? "AsExpected" : "WaitingForAvailable", "");
        return serves;
    }

    private boolean isInDns(Thing hcp) {
        String host = hcp.text("/spec/services/0/servicePublishingStrategy/route/hostname");
        return site.aws().zone().find(host, "CNAME").isPresent();
    }

    private boolean isTrusted(Thing hcp) {
        Trust known = trust.get(hcp.uid());
        if (known == null || System.nanoTime() - known.askedAt() > ASK_AGAIN.toNanos()) {
            Optional<String> key = objects.find(Kind.SECRET, hcp.namespace(), "sa-signing-key")
                    .flatMap(secret -> secret.secret("service-account.pub"));
            boolean trusted = key.isPresent() && site.documents().trust(hcp.text("/spec/infraID"), key.get());
            known = new Trust(trusted, System.nanoTime());
            trust.put(hcp.uid(), known);
        }
        return known.trusted();
    }

    private static ObjectNode status(Thing hcp, Conditions conditions, boolean kubeconfig) {
        ObjectNode status = Json.object(Map.of(
                "initialized",
                true,
                "ready",
                conditions.isTrue("Available"),
                "externalManagedControlPlane",
                true,
                "controlPlaneEndpoint",
                Map.of("host", hcp.text("/spec/services/0/servicePublishingStrategy/route/hostname"), "port", 443),
                "version",
                hcp.text("/spec/releaseImage").replaceAll("^.*:|-.*$", ""),
                "conditions",
                conditions.toJson()));
        if (kubeconfig) {
            status.putObject("kubeConfig").put("name", "admin-kubeconfig").put("key", "kubeconfig");
        }
        return status;
    }
}
