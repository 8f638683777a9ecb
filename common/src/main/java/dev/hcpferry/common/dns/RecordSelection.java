package dev.hcpferry.common.dns;

import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Picks from a zone's records those that are about certain hosts. */
final class RecordSelection {
    private static final Set<String> ADDRESSES = Set.of("A", "AAAA", "CNAME");
    private static final Pattern OCTAL_ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    private final Set<String> hosts;
    private final Set<String> hostsWithAddress = new HashSet<>();
    private final List<DnsRecord> addresses = new ArrayList<>();
    private final List<ResourceRecordSet> ownerships = new ArrayList<>();

    RecordSelection(Set<String> hosts) {
        this.hosts = hosts.stream().map(RecordSelection::normal).collect(Collectors.toUnmodifiableSet());
    }

    void add(ResourceRecordSet set) {
        String type = set.typeAsString();
        if ("TXT".equals(type)) {
            if (OwnershipRecords.isOwnership(values(set))) {
                ownerships.add(set);
            }
        } else if (ADDRESSES.contains(type)) {
            String name = normal(set.name());
            hostsWithAddress.add(name);
            if (hosts.contains(name)) {
                addresses.add(record(set, name, null));
            }
        }
    }

    List<DnsRecord> records() {
        return Stream.concat(addresses.stream(), ownerships.stream().flatMap(set -> ownership(set).stream()))
                .toList();
    }

    /** A name as people write it: lower case, without the final dot and Route 53's octal escapes ({@code \052} for *). */
    static String normal(String name) {
        String text = OCTAL_ESCAPE
                .matcher(name)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 8))))
                .toLowerCase(Locale.ROOT);
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private Optional<DnsRecord> ownership(ResourceRecordSet set) {
        String name = normal(set.name());
        List<String> values = values(set);
        return OwnershipRecords.hostOf(name, hosts, hostsWithAddress)
                .map(host -> record(set, host, OwnershipRecords.owner(values).orElse(null)));
    }

    private static DnsRecord record(ResourceRecordSet set, String host, @Nullable String owner) {
        return new DnsRecord(
                normal(set.name()), set.typeAsString(), host, values(set), owner, set.ttl(), RecordSets.alias(set));
    }

    private static List<String> values(ResourceRecordSet set) {
        if (set.aliasTarget() != null) {
            return List.of(normal(set.aliasTarget().dnsName()));
        }
        return set.resourceRecords().stream()
                .map(ResourceRecord::value)
                .map(RecordSelection::unquoted)
                .toList();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
