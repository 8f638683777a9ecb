package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Done when no pod of the guest's OVN is older than the restored control plane, so that all are connected to it (DOMAIN "The
 * procedure", cleanup 9). Private clusters keep their address and need none of it.
 */
public final class RestartOvn implements Step<CleanupContext> {
    private static final String NAMESPACE = "openshift-ovn-kubernetes";

    @Override
    public String name() {
        return "restart-ovn";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("new pods serve as the old ones did");
    }

    @Override
    public StepResult run(CleanupContext context) {
        if (context.destination()
                .hostedCluster()
                .filter(HostedCluster::isPublic)
                .isEmpty()) {
            return StepResult.done("private: OVN's connections did not move");
        }
        Optional<GuestApi> opened = context.guest(context.destination());
        if (opened.isEmpty()) {
            return StepResult.waiting("the guest has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            Instant restored = context.restored().completedAt();
            List<KubernetesObject> old = guest.list(ResourceKind.POD, NAMESPACE).stream()
                    .filter(pod -> pod.created().orElse(Instant.EPOCH).isBefore(restored))
                    .toList();
            old.stream().filter(pod -> !pod.deleting()).forEach(guest::delete);
            return old.isEmpty()
                    ? StepResult.done("OVN's pods are newer than the restored control plane")
                    : StepResult.waiting("restarting " + old.size() + " pods of OVN");
        } catch (KubernetesException away) {
            return StepResult.waiting("the guest API does not answer");
        }
    }
}
