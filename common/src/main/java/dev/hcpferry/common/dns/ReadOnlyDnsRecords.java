package dev.hcpferry.common.dns;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records that can only be looked at. */
public record ReadOnlyDnsRecords(DnsRecords records) implements DnsRecords {
    @Override
    public Optional<String> zoneOf(String host) {
        return records.zoneOf(host);
    }

    @Override
    public boolean zoneExists(String zoneId) {
        return records.zoneExists(zoneId);
    }

    @Override
    public List<DnsRecord> recordsOf(String zoneId, Set<String> hosts) {
        return records.recordsOf(zoneId, hosts);
    }

    @Override
    public boolean deleteUnchanged(String zoneId, List<DnsRecord> unwanted) {
        throw readOnly();
    }

    @Override
    public boolean createAbsent(String zoneId, List<DnsRecord> wanted) {
        throw readOnly();
    }

    @Override
    public boolean handOver(String zoneId, List<DnsRecord> ownershipRecords, String owner) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("only looking is allowed here: refused to change DNS records");
    }
}
