package dev.hcpferry.common.dns;

import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of a hosted cluster's records may be taken away from an ExternalDNS that does not release them: those for which a
 * TXT record says that the source's ExternalDNS made them for a route of this control plane. Pure.
 *
 * @param records those that may be taken, addresses and ownership records; empty when a single one is not provably the source's
 * @param obstacles each record that is not, and why
 */
public record TakeOver(List<DnsRecord> records, List<String> obstacles) {

    public TakeOver {
        records = List.copyOf(records);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * @param found all records of the hosted cluster's hosts
     * @param controlPlaneNamespace what ExternalDNS must have made them for
     * @param owners the {@code txt-owner-id} of the ExternalDNS on both sides, as far as it can be read
     */
    public static TakeOver plan(List<DnsRecord> found, String controlPlaneNamespace, Owners owners) {
        Map<String, List<DnsRecord>> marks =
                found.stream().filter(record -> record.owner() != null).collect(Collectors.groupingBy(DnsRecord::host));
        List<String> obstacles = found.stream()
                .flatMap(record -> obstacle(record, marks, controlPlaneNamespace, owners).stream())
                .toList();
        return new TakeOver(obstacles.isEmpty() ? found : List.of(), obstacles);
    }

    private static Optional<String> obstacle(
            DnsRecord record, Map<String, List<DnsRecord>> marks, String namespace, Owners owners) {
        String owner = record.owner();
        if (owner == null) {
            return marks.containsKey(record.host())
                    ? Optional.empty()
                    : Optional.of(record + " has no ownership record of ExternalDNS");
        }
        if (!owners.mayBeSource(owner)) {
            return Optional.of(record + " does not belong to the source's ExternalDNS");
        }
        Optional<String> madeFor = OwnershipRecords.resource(record.values());
        return madeFor.filter(resource -> isRouteIn(resource, namespace)).isPresent()
                ? Optional.empty()
                : Optional.of(record + " was made for " + madeFor.orElse("something unknown"));
    }

    /** Of routes it can be proved that they are gone. */
    private static boolean isRouteIn(String resource, String namespace) {
        String[] parts = resource.split("/", -1);
        return parts.length == 3 && parts[0].equals("route") && parts[1].equals(namespace);
    }

    /** Who ExternalDNS is on either side; null where nobody can say. */
    public record Owners(@Nullable String source, @Nullable String destination) {

        /** The source's ExternalDNS may be gone with its id; then nobody but the destination's is ruled out. */
        boolean mayBeSource(String owner) {
            return source == null ? !owner.equals(destination) : owner.equals(source);
        }
    }
}
