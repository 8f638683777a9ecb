package dev.hcpferry.common.etcd;

import java.util.List;

/** Etcd members that are not well. */
public final class Members {
    private Members() {}

    public static EtcdMember withAlarm(EtcdMember member, String alarm) {
        return new EtcdMember(
                member.pod(),
                member.memberId(),
                member.clusterId(),
                member.leader(),
                member.members(),
                member.revision(),
                member.dbBytes(),
                member.version(),
                List.of(alarm));
    }

    public static EtcdMember withoutLeader(EtcdMember member) {
        return new EtcdMember(
                member.pod(),
                member.memberId(),
                member.clusterId(),
                0,
                member.members(),
                member.revision(),
                member.dbBytes(),
                member.version(),
                member.alarms());
    }

    public static EtcdMember atRevision(EtcdMember member, long revision) {
        return new EtcdMember(
                member.pod(),
                member.memberId(),
                member.clusterId(),
                member.leader(),
                member.members(),
                revision,
                member.dbBytes(),
                member.version(),
                member.alarms());
    }
}
