package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** The destination has neither this HostedCluster nor its control-plane namespace. */
final class DestinationFree implements PreflightCheck {
    @Override
    public void require(BackupContext context) {
        Site destination = context.destination();
        if (destination.hostedCluster().isPresent()) {
            throw occupied("HostedCluster " + context.ref(), destination);
        }
        String namespace = destination.controlPlaneNamespace();
        if (destination.cluster().find(ResourceKind.NAMESPACE, null, namespace).isPresent()) {
            throw occupied("namespace " + namespace, destination);
        }
    }

    private static PhaseFailure occupied(String what, Site destination) {
        return new PhaseFailure(
                ReasonCode.DESTINATION_OCCUPIED,
                destination.name() + " holds " + what + " already",
                "find out whose it is and remove it there, then publish the request again");
    }
}
