package dev.hcpferry.backup.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Done when Route 53 holds the records that this migration took over, or none were: what ExternalDNS itself released, it publishes
 * again once the routes are back.
 */
public final class ReturnDnsRecords implements BackwardStep<BackupContext> {
    @Override
    public String name() {
        return "return-dns-records";
    }

    @Override
    public StepResult run(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        Optional<String> note = hostedCluster.object().annotation(OwnershipMarks.DNS_RECORDS);
        if (note.isEmpty()) {
            return StepResult.done("no record was taken over");
        }
        String zone = DnsZones.zoneOf(context, hostedCluster);
        List<DnsRecord> taken = read(note.get());
        List<DnsRecord> there = context.systems().dns().recordsOf(zone, hostedCluster.serviceHosts());
        List<DnsRecord> others = there.stream()
                .filter(record -> record.owner() != null
                        && taken.stream().noneMatch(own -> Objects.equals(own.owner(), record.owner())))
                .toList();
        if (!others.isEmpty()) {
            return StepResult.waiting("the destination's ExternalDNS has not released " + others)
                    .orElse(
                            ReasonCode.DNS_NOT_RELEASED,
                            "repair ExternalDNS on " + context.destination().name() + ", then retry the migration");
        }
        List<DnsRecord> missing = taken.stream()
                .filter(record -> there.stream().noneMatch(record::isSameSet))
                .toList();
        if (!missing.isEmpty() && !context.systems().dns().createAbsent(zone, missing)) {
            return StepResult.waiting("somebody publishes the same names just now: " + missing);
        }
        context.source()
                .cluster()
                .edit(hostedCluster.object().key(), object -> object.removeAnnotation(OwnershipMarks.DNS_RECORDS));
        return StepResult.done("Route 53 holds again " + taken);
    }

    private static List<DnsRecord> read(String note) {
        try {
            return EventJson.MAPPER.readValue(note, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the note of the records that were taken over can't be read", broken);
        }
    }
}
