package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;

/** The Route 53 zone of the hosted cluster's public names is known and can be read. */
final class DnsZoneFound implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        HostedCluster hostedCluster = around.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return CheckResult.passed("private: there are no public names");
        }
        String zone = around.provenZone();
        return around.context().systems().dns().zoneExists(zone)
                ? CheckResult.passed("zone " + zone)
                : CheckResult.failed(
                        ReasonCode.DNS_ZONE_NOT_FOUND,
                        "there is no Route 53 zone " + zone,
                        "correct dns.hostedZoneId in the request or HCP_FERRY_DNS_HOSTED_ZONE_ID");
    }
}
