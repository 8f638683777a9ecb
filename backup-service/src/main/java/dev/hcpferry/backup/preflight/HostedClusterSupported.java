package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** The hosted cluster is there and of a shape that can be moved. */
final class HostedClusterSupported implements PreflightCheck {
    @Override
    public void require(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!"AWS".equals(hostedCluster.platform())) {
            throw new PhaseFailure(
                    ReasonCode.PLATFORM_NOT_SUPPORTED,
                    context.ref() + " runs on platform " + hostedCluster.platform() + ", not on AWS",
                    "only hosted clusters on AWS can be moved");
        }
        if (hostedCluster.apiHostname().isEmpty()) {
            throw new PhaseFailure(
                    ReasonCode.NO_STABLE_API_HOSTNAME,
                    "the API server of " + context.ref() + " has no hostname of its own",
                    "only hosted clusters with a fixed API hostname in spec.services can be moved");
        }
        if (!hostedCluster.managedEtcd()) {
            throw new PhaseFailure(
                    ReasonCode.UNMANAGED_ETCD,
                    "the etcd of " + context.ref() + " is not managed by HyperShift",
                    "only hosted clusters with spec.etcd.managementType Managed can be moved");
        }
    }
}
