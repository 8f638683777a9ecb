package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.etcd.EtcdMember;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Judges what etcd members say of themselves. Pure. */
public final class EtcdHealth {
    private EtcdHealth() {}

    /**
     * Whether all members run, each with a leader, and at least one does not know of the others: they are separate clusters and stay
     * so (DOMAIN guard 3).
     */
    public static boolean isSplit(List<EtcdMember> members, int expected) {
        return members.size() == expected
                && members.stream().allMatch(member -> member.leader() != 0)
                && members.stream().anyMatch(member -> member.members().size() < expected);
    }

    /**
     * Every reason not to trust these members, each naming the member; empty when they are one healthy cluster. Ids alone prove
     * nothing: split members restored from one snapshot carry the same (DOMAIN guard 3).
     *
     * @param expected how many members there must be
     */
    public static List<String> problems(List<EtcdMember> members, int expected) {
        Set<String> problems = new TreeSet<>();
        if (members.size() != expected) {
            problems.add(members.size() + " of " + expected + " etcd members run");
        }
        for (EtcdMember member : members) {
            if (member.leader() == 0) {
                problems.add(member.pod() + " knows no leader");
            }
            if (member.members().size() != expected) {
                problems.add(member.pod() + " knows " + member.members().size() + " members, not " + expected);
            }
            if (!member.alarms().isEmpty()) {
                problems.add(member.pod() + " has raised the alarm " + String.join(", ", member.alarms()));
            }
        }
        if (members.stream().map(EtcdMember::leader).distinct().count() > 1) {
            problems.add("the etcd members follow different leaders");
        }
        if (members.stream().map(EtcdMember::memberId).distinct().count() != members.size()) {
            problems.add("several etcd members carry the same member id");
        }
        return List.copyOf(problems);
    }
}
