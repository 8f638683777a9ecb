package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;

/** The destination has neither this HostedCluster nor its control-plane namespace. */
final class DestinationFree implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        Site destination = around.destination();
        if (destination.hostedCluster().isPresent()) {
            return occupied("HostedCluster " + destination.ref(), destination);
        }
        String namespace = destination.controlPlaneNamespace();
        return destination
                        .cluster()
                        .find(ResourceKind.NAMESPACE, null, namespace)
                        .isPresent()
                ? occupied("namespace " + namespace, destination)
                : CheckResult.passed(destination.name() + " has neither the HostedCluster nor namespace " + namespace);
    }

    private static CheckResult occupied(String what, Site destination) {
        return CheckResult.failed(
                ReasonCode.DESTINATION_OCCUPIED,
                destination.name() + " holds " + what + " already",
                "find out whose it is and remove it there, then publish the request again");
    }
}
