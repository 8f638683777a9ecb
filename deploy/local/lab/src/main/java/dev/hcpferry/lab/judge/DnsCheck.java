package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.aws.RecordSet;
import java.util.ArrayList;
import java.util.List;

/** The names lead to the home of their hosted clusters, whose ExternalDNS owns them; those of others are as they were. */
final class DnsCheck {

    private DnsCheck() {}

    static List<String> check(World before, World now, List<HostedClusterNames> moving, String home) {
        List<String> found = new ArrayList<>();
        for (RecordSet was : before.dns()) {
            RecordSet is = now.dns().stream()
                    .filter(one -> one.name().equals(was.name()) && one.type().equals(was.type()))
                    .findFirst()
                    .orElse(null);
            if (is == null) {
                found.add("DNS: " + was.name() + " " + was.type() + " is gone");
            } else if (moving.stream().noneMatch(names -> isOwn(was, names))) {
                if (!is.equals(was)) {
                    found.add("DNS: " + was.name() + " of a neighbour changed");
                }
            } else if (is.values().stream().noneMatch(value -> value.contains(home))) {
                found.add("DNS: " + was.name() + " " + was.type() + " is " + is.values() + ", not of " + home);
            }
        }
        return found;
    }

    private static boolean isOwn(RecordSet record, HostedClusterNames names) {
        return record.name().contains("-" + names.name() + ".")
                || record.name().contains("-" + names.name() + "-external-dns.");
    }
}
