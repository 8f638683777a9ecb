package dev.hcpferry.common.dns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One zone, {@code Z1} of {@code example.com}, as a list of records. */
public final class InMemoryDnsRecords implements DnsRecords {
    public static final String ZONE = "Z1";

    private final List<DnsRecord> records = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeChange = () -> {};
    private volatile boolean zoneThere = true;

    /** A host as ExternalDNS publishes it: an address, and who owns it. */
    public void publish(String host, String target, String owner, String resource) {
        records.add(new DnsRecord(host, "CNAME", host, List.of(target), null, 60L, null));
        records.add(new DnsRecord(
                "cname-" + host.replaceFirst("\\.", "-external-dns."),
                "TXT",
                host,
                List.of("heritage=external-dns,external-dns/owner=" + owner + ",external-dns/resource=" + resource),
                owner,
                60L,
                null));
    }

    public void add(DnsRecord record) {
        records.add(record);
    }

    public void clear() {
        records.clear();
    }

    public void removeZone() {
        zoneThere = false;
    }

    public List<DnsRecord> all() {
        return List.copyOf(records);
    }

    /** Somebody does this after the records were read and before they are changed. */
    public void beforeTheNextChange(Runnable interference) {
        beforeChange = interference;
    }

    @Override
    public Optional<String> zoneOf(String host) {
        return host.endsWith(".example.com") && zoneThere ? Optional.of(ZONE) : Optional.empty();
    }

    @Override
    public boolean zoneExists(String zoneId) {
        return zoneId.equals(ZONE) && zoneThere;
    }

    @Override
    public List<DnsRecord> recordsOf(String zoneId, Set<String> hosts) {
        return records.stream().filter(record -> hosts.contains(record.host())).toList();
    }

    @Override
    public boolean deleteUnchanged(String zoneId, List<DnsRecord> asRead) {
        interfere();
        return records.containsAll(asRead) && records.removeAll(asRead);
    }

    @Override
    public boolean createAbsent(String zoneId, List<DnsRecord> wanted) {
        interfere();
        boolean taken = wanted.stream().anyMatch(record -> records.stream().anyMatch(record::isSameSet));
        return !taken && records.addAll(wanted);
    }

    @Override
    public boolean handOver(String zoneId, List<DnsRecord> ownershipRecords, String owner) {
        List<DnsRecord> handedOver =
                ownershipRecords.stream().map(record -> record.ownedBy(owner)).toList();
        return deleteUnchanged(zoneId, ownershipRecords) && records.addAll(handedOver);
    }

    private void interfere() {
        beforeChange.run();
        beforeChange = () -> {};
    }
}
