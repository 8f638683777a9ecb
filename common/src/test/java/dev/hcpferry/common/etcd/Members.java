package dev.hcpferry.common.etcd;

import java.util.List;

/** Etcd members that are not as they should be. */
public final class Members {
    private Members() {}

    public static EtcdMember withAlarm(EtcdMember member, String alarm) {
        return change(member, member.leader(), member.revision(), List.of(alarm));
    }

    public static EtcdMember withoutLeader(EtcdMember member) {
        return change(member, 0, member.revision(), member.alarms());
    }

    public static EtcdMember atRevision(EtcdMember member, long revision) {
        return change(member, member.leader(), revision, member.alarms());
    }

    private static EtcdMember change(EtcdMember member, long leader, long revision, List<String> alarms) {
        return new EtcdMember(
                member.pod(),
                member.memberId(),
                member.clusterId(),
                leader,
                member.members(),
                revision,
                member.dbBytes(),
                member.version(),
                alarms);
    }
}
