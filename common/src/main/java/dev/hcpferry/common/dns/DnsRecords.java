package dev.hcpferry.common.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Route 53. Calls block; AWS's own retries apply; other failures surface as the SDK's exceptions. */
public interface DnsRecords {

    /** The id of the public hosted zone that holds this host: the most specific one. */
    Optional<String> zoneOf(String host);

    boolean zoneExists(String zoneId);

    /**
     * The records of these hosts in the zone: addresses, and ExternalDNS's TXT records that tell who owns them (DOMAIN "DNS"). What
     * is told may be some seconds old, since all who wait for a zone share one look at it.
     */
    List<DnsRecord> recordsOf(String zoneId, Set<String> hosts);

    /**
     * Deletes these very records, all or none.
     *
     * @return false, and nothing deleted, when one of them is not there any more as it was read
     */
    boolean deleteUnchanged(String zoneId, List<DnsRecord> records);

    /**
     * Creates these records, all or none.
     *
     * @return false, and nothing created, when there is a record of the same name and type
     */
    boolean createAbsent(String zoneId, List<DnsRecord> records);

    /**
     * Gives names to another ExternalDNS, all or none: its id replaces the old one in these ownership records. Addresses stay, so
     * there is no moment in which nobody owns the names and anybody may take them.
     *
     * @return false, and nothing changed, when one of them is not there any more as it was read
     */
    boolean handOver(String zoneId, List<DnsRecord> ownershipRecords, String owner);

    /**
     * @param host the host that the record is about
     * @param values texts without their outer quotes; the target of an alias
     * @param owner ExternalDNS's {@code txt-owner-id} for ownership records; null for others
     * @param ttl in seconds; null for an alias
     * @param alias null for other records
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DnsRecord(
            String name,
            String type,
            String host,
            List<String> values,
            @Nullable String owner,
            @Nullable Long ttl,
            @Nullable Alias alias) {
        public DnsRecord {
            values = List.copyOf(values);
        }

        /** The same ownership record in the name of another ExternalDNS. */
        DnsRecord ownedBy(String another) {
            return new DnsRecord(name, type, host, OwnershipRecords.ownedBy(another, values), another, ttl, alias);
        }

        /** Whether a zone can hold only one of the two. */
        public boolean isSameSet(DnsRecord other) {
            return name.equals(other.name) && type.equals(other.type);
        }

        @Override
        public String toString() {
            return name + " " + type + (owner == null ? "" : " (owner " + owner + ")");
        }
    }

    /** Amazon's own kind of record, which points at one of its load balancers. */
    record Alias(String zoneId, String name, boolean evaluatesHealth) {}
}
