package dev.hcpferry.common.dns;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Route 53. Calls block; AWS's own retries apply; other failures surface as the SDK's exceptions. */
public interface DnsRecords {

    /** The id of the public hosted zone that holds this host: the most specific one. */
    Optional<String> zoneOf(String host);

    boolean zoneExists(String zoneId);

    /** The records of these hosts in the zone: addresses, and ExternalDNS's TXT records that tell who owns them (DOMAIN "DNS"). */
    List<DnsRecord> recordsOf(String zoneId, Set<String> hosts);

    /**
     * @param host the host that the record is about
     * @param owner ExternalDNS's {@code txt-owner-id} for ownership records; empty for others
     */
    record DnsRecord(String name, String type, String host, List<String> values, Optional<String> owner) {
        public DnsRecord {
            values = List.copyOf(values);
        }
    }
}
