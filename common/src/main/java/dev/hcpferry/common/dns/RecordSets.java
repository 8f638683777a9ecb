package dev.hcpferry.common.dns;

import dev.hcpferry.common.dns.DnsRecords.Alias;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Records as Route 53 writes them. A change must name them exactly as they are. */
final class RecordSets {
    private RecordSets() {}

    static ResourceRecordSet of(DnsRecord record) {
        ResourceRecordSet.Builder set =
                ResourceRecordSet.builder().name(record.name()).type(record.type());
        Alias alias = record.alias();
        if (alias != null) {
            return set.aliasTarget(AliasTarget.builder()
                            .hostedZoneId(alias.zoneId())
                            .dnsName(alias.name())
                            .evaluateTargetHealth(alias.evaluatesHealth())
                            .build())
                    .build();
        }
        return set.ttl(record.ttl())
                .resourceRecords(record.values().stream()
                        .map(value -> ResourceRecord.builder()
                                .value("TXT".equals(record.type()) ? "\"" + value + "\"" : value)
                                .build())
                        .toList())
                .build();
    }

    static @Nullable Alias alias(ResourceRecordSet set) {
        AliasTarget target = set.aliasTarget();
        return target == null
                ? null
                : new Alias(
                        target.hostedZoneId(), target.dnsName(), Boolean.TRUE.equals(target.evaluateTargetHealth()));
    }
}
