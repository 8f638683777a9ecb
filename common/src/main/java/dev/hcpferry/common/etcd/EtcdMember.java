package dev.hcpferry.common.etcd;

import java.util.List;
import java.util.Set;

/**
 * What one etcd member says of itself.
 *
 * @param pod its pod
 * @param leader the member id of the leader it follows; 0 when it knows none
 * @param members the ids of all members it knows
 * @param revision of its key-value store
 * @param dbBytes size of its database file
 * @param alarms raised, such as NOSPACE or CORRUPT
 */
public record EtcdMember(
        String pod,
        long memberId,
        long clusterId,
        long leader,
        Set<Long> members,
        long revision,
        long dbBytes,
        String version,
        List<String> alarms) {

    public EtcdMember {
        members = Set.copyOf(members);
        alarms = List.copyOf(alarms);
    }
}
