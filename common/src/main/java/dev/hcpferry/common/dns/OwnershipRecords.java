package dev.hcpferry.common.dns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ExternalDNS's TXT records: how they are named after the host whose records they claim, and who claims them. HyperShift installs
 * ExternalDNS with the suffix {@code -external-dns}; newer ones also put the record's type before the first label.
 */
final class OwnershipRecords {
    private static final String HERITAGE = "heritage=external-dns";
    private static final Pattern OWNER = Pattern.compile("external-dns/owner=([^,\"]*)");
    private static final Pattern RESOURCE = Pattern.compile("external-dns/resource=([^,\"]*)");
    private static final String SUFFIX = "-external-dns";
    private static final List<String> TYPE_PREFIXES = List.of("cname-", "aaaa-", "a-");

    private OwnershipRecords() {}

    static boolean isOwnership(List<String> values) {
        return values.stream().anyMatch(value -> value.contains(HERITAGE));
    }

    static Optional<String> owner(List<String> values) {
        return first(OWNER, values);
    }

    /** The same texts with another owner. */
    static List<String> ownedBy(String owner, List<String> values) {
        return values.stream()
                .map(value -> value.contains(HERITAGE)
                        ? OWNER.matcher(value).replaceFirst(Matcher.quoteReplacement("external-dns/owner=" + owner))
                        : value)
                .toList();
    }

    /** What the record was made for, as {@code <kind>/<namespace>/<name>}. */
    static Optional<String> resource(List<String> values) {
        return first(RESOURCE, values);
    }

    /**
     * The host that an ownership record is about. A name may be read in more than one way ({@code a-api.example.com} claims
     * {@code a-api} or {@code api}): the reading with the least taken away wins whose host is asked for or has an address.
     *
     * @return empty when that is not one of these hosts
     */
    static Optional<String> hostOf(String name, Set<String> hosts, Set<String> hostsWithAddress) {
        return readings(name)
                .filter(reading -> hosts.contains(reading) || hostsWithAddress.contains(reading))
                .findFirst()
                .filter(hosts::contains);
    }

    private static Optional<String> first(Pattern field, List<String> values) {
        return values.stream()
                .filter(value -> value.contains(HERITAGE))
                .map(field::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Stream<String> readings(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Stream.of(name);
        }
        String rest = name.substring(dot);
        String label = name.substring(0, dot);
        Stream<String> labels = label.endsWith(SUFFIX)
                ? Stream.of(label, label.substring(0, label.length() - SUFFIX.length()))
                : Stream.of(label);
        return labels.flatMap(OwnershipRecords::withAndWithoutPrefix)
                .filter(reading -> !reading.isEmpty())
                .map(reading -> reading + rest);
    }

    private static Stream<String> withAndWithoutPrefix(String label) {
        return Stream.concat(
                Stream.of(label),
                TYPE_PREFIXES.stream().filter(label::startsWith).map(prefix -> label.substring(prefix.length())));
    }
}
