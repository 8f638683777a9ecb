package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.hypershift.ExternalDns;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;

/** Something on the destination will publish the hosted cluster's names. */
final class DestinationExternalDns implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        HostedCluster hostedCluster = around.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return CheckResult.passed("private: ExternalDNS publishes nothing");
        }
        ManagementCluster destination = around.destination().cluster();
        List<ExternalDns> found = ExternalDns.on(destination);
        if (found.isEmpty()) {
            return CheckResult.failed(
                    ReasonCode.EXTERNAL_DNS_MISSING,
                    destination.name() + " has no ExternalDNS, so nobody would publish the API's name",
                    "install ExternalDNS there as for its other hosted clusters, then publish the request again");
        }
        String host = hostedCluster.apiHostname().orElse("");
        if (found.stream().noneMatch(one -> one.covers(host))) {
            return CheckResult.warning("no ExternalDNS of " + destination.name() + " has a domain filter for " + host);
        }
        return found.stream().anyMatch(ExternalDns::runs)
                ? CheckResult.passed("it runs on " + destination.name())
                : CheckResult.warning("the ExternalDNS of " + destination.name() + " has no available pod just now");
    }
}
