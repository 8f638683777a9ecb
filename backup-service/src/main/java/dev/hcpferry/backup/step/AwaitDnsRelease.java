package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.stream.Collectors;

/** Done when Route 53 holds neither a record of this hosted cluster's hosts nor ExternalDNS's mark of who owns one. */
public final class AwaitDnsRelease implements Step<BackupContext> {
    @Override
    public String name() {
        return "await-dns-release";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("ExternalDNS publishes the records again once the routes are back");
    }

    @Override
    public StepResult run(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return StepResult.done("private: there are no public records");
        }
        String zone = DnsZones.zoneOf(context, hostedCluster);
        List<DnsRecord> records = context.systems().dns().recordsOf(zone, hostedCluster.serviceHosts());
        return records.isEmpty()
                ? StepResult.done("Route 53 holds no record of this hosted cluster")
                : StepResult.waiting("ExternalDNS has not released "
                                + records.stream()
                                        .map(AwaitDnsRelease::describe)
                                        .collect(Collectors.joining(", ")))
                        .orElse(
                                ReasonCode.DNS_NOT_RELEASED,
                                "repair ExternalDNS on " + context.source().name() + ", then retry the migration");
    }

    private static String describe(DnsRecord record) {
        return record.name() + " " + record.type()
                + record.owner().map(owner -> " (owner " + owner + ")").orElse("");
    }
}
