package dev.hcpferry.backup;

import dev.hcpferry.common.dns.DnsRecords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One zone that holds the API's name, owned by the source's ExternalDNS. */
public final class FakeDns implements DnsRecords {
    public static final String ZONE = "Z1";
    private static final String HOST = "api-example.ext.example.test";

    public final List<DnsRecord> records = new CopyOnWriteArrayList<>(List.of(ownedBy("dns-a")));
    public volatile boolean zoneThere = true;

    public static DnsRecord ownedBy(String owner) {
        return new DnsRecord(HOST, "TXT", HOST, List.of("heritage=external-dns"), owner, 300L, null);
    }

    @Override
    public Optional<String> zoneOf(String host) {
        return zoneThere ? Optional.of(ZONE) : Optional.empty();
    }

    @Override
    public boolean zoneExists(String zoneId) {
        return zoneThere && zoneId.equals(ZONE);
    }

    @Override
    public List<DnsRecord> recordsOf(String zoneId, Set<String> hosts) {
        return List.copyOf(records);
    }

    @Override
    public boolean deleteUnchanged(String zoneId, List<DnsRecord> unwanted) {
        throw new AssertionError("nobody has to delete records");
    }

    @Override
    public boolean createAbsent(String zoneId, List<DnsRecord> wanted) {
        throw new AssertionError("nobody has to create records");
    }

    @Override
    public boolean handOver(String zoneId, List<DnsRecord> ownershipRecords, String owner) {
        throw new AssertionError("nobody has to hand records over");
    }
}
