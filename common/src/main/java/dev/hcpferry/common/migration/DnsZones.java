package dev.hcpferry.common.migration;

import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;

/** Which Route 53 zone holds the names of a hosted cluster. */
public final class DnsZones {
    private DnsZones() {}

    /**
     * The request's zone, else the configured one, else the most specific public zone that the API hostname lies in.
     *
     * @throws PhaseFailure DNS_ZONE_NOT_FOUND
     */
    public static String zoneOf(MigrationContext context, HostedCluster hostedCluster) {
        DnsOptions options = context.request().dns();
        String asked = options == null ? null : options.hostedZoneId();
        if (asked != null) {
            return asked;
        }
        String host = hostedCluster.apiHostname().orElse("");
        return context.systems()
                .settings()
                .dns()
                .hostedZoneId()
                .or(() -> context.systems().dns().zoneOf(host))
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.DNS_ZONE_NOT_FOUND,
                        "no public Route 53 zone holds " + host,
                        "name the zone in the request's dns.hostedZoneId or in HCP_FERRY_DNS_HOSTED_ZONE_ID"));
    }
}
