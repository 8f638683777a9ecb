package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.phase.StepResult.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Done when Route 53 holds neither a record of this hosted cluster's hosts nor ExternalDNS's mark of who owns one. Only when the
 * request says so, records that the source's ExternalDNS does not release within a while are taken over.
 */
public final class AwaitDnsRelease implements Step<BackupContext> {
    @Override
    public String name() {
        return "await-dns-release";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ReturnDnsRecords());
    }

    @Override
    public StepResult run(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return StepResult.done("private: there are no public records");
        }
        String zone = DnsZones.zoneOf(context, hostedCluster);
        List<DnsRecord> records = context.systems().dns().recordsOf(zone, hostedCluster.serviceHosts());
        if (records.isEmpty()) {
            return StepResult.done("Route 53 holds no record of this hosted cluster");
        }
        if (!maySeize(context)) {
            return held(records, "", context);
        }
        Optional<String> obstacle = new DnsTakeOver(context, zone).seize(records);
        return obstacle.map(why -> held(records, "; they can't be taken over: " + why, context))
                .orElseGet(() -> StepResult.waiting("took over " + describe(records)));
    }

    /** ExternalDNS gets its time even then: it looks once a minute. */
    private boolean maySeize(BackupContext context) {
        DnsOptions options = context.request().dns();
        Duration patience = context.systems().settings().dns().takeOverPatience();
        return options != null && options.takeOver() && context.hasWaited(name(), patience);
    }

    private static Waiting held(List<DnsRecord> records, String more, BackupContext context) {
        return StepResult.waiting("ExternalDNS has not released " + describe(records) + more)
                .orElse(
                        ReasonCode.DNS_NOT_RELEASED,
                        "repair ExternalDNS on " + context.source().name()
                                + ", or delete exactly these records, then retry the migration");
    }

    private static String describe(List<DnsRecord> records) {
        return String.join(", ", records.stream().map(DnsRecord::toString).toList());
    }
}
