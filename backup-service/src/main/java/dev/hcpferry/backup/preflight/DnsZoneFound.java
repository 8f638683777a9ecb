package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** The Route 53 zone of the hosted cluster's public names is known and can be read. */
final class DnsZoneFound implements PreflightCheck {
    @Override
    public void require(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return;
        }
        String zone = DnsZones.zoneOf(context, hostedCluster);
        if (!context.systems().dns().zoneExists(zone)) {
            throw new PhaseFailure(
                    ReasonCode.DNS_ZONE_NOT_FOUND,
                    "there is no Route 53 zone " + zone,
                    "correct dns.hostedZoneId in the request or HCP_FERRY_DNS_HOSTED_ZONE_ID");
        }
    }
}
