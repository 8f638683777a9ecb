package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;

/** Nothing replaces machines while their control plane is away: what would is paused. */
final class MachineHealthChecks implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        List<String> found = around.source().inControlPlane(ResourceKind.MACHINE_HEALTH_CHECK).stream()
                .map(KubernetesObject::name)
                .toList();
        return found.isEmpty()
                ? CheckResult.passed("there are none")
                : CheckResult.warning("paused until all nodes are Ready on the destination, so nothing repairs machines"
                        + " meanwhile: " + String.join(", ", found));
    }
}
