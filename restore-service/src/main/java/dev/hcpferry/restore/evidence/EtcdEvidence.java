package dev.hcpferry.restore.evidence;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.event.BackupCompleted.Snapshot;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.hypershift.EtcdHealth;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Optional;

/**
 * That etcd was restored from the snapshot, as one cluster: every member is asked, because HyperShift's condition alone proves
 * nothing (DOMAIN guards 2 and 3). The key count is taken at the snapshot's revision, which the API server compacts after some
 * minutes: once proved, a label on the HostedControlPlane keeps it.
 *
 * @param checks all of them, passed or not
 * @param wrong why waiting will not help, because etcd is up and is not what was backed up
 */
public record EtcdEvidence(List<Evidence> checks, Optional<String> wrong) {
    private static final String PROVED_REVISION = OwnershipMarks.PREFIX + "etcd-revision";
    private static final String ONE_CLUSTER = "EtcdOneCluster";
    private static final String ROLLED_OUT = "EtcdRolledOut";

    public EtcdEvidence {
        checks = List.copyOf(checks);
    }

    public static EtcdEvidence look(RestoreContext context) throws InterruptedException {
        EtcdMembers etcd = new EtcdMembers(context.systems().etcd(), context.destination());
        Snapshot snapshot = context.bundle().snapshot();
        try {
            List<EtcdMember> members = etcd.ask();
            Evidence keys = isKept(context) ? keys(snapshot.keys(), snapshot) : countKeys(etcd, members, snapshot);
            return judge(members, snapshot, keys);
        } catch (EtcdException silent) {
            return new EtcdEvidence(
                    List.of(new Evidence(ONE_CLUSTER, false, String.valueOf(silent.getMessage()))), Optional.empty());
        }
    }

    /**
     * That etcd's pods stay: once the snapshot is restored its init container goes, which replaces them, and the API server may
     * fail meanwhile (DOMAIN "Order effects").
     */
    public static Evidence rollout(Site destination) {
        return destination
                .etcd()
                .map(EtcdEvidence::rolledOut)
                .orElseGet(() -> new Evidence(ROLLED_OUT, false, "there is no StatefulSet of etcd"));
    }

    public List<Evidence> missing() {
        return checks.stream().filter(check -> !check.passed()).toList();
    }

    /** Keeps the proof of the key count for later runs. */
    public static void keep(RestoreContext context) {
        long revision = context.bundle().snapshot().revision();
        context.destination()
                .hostedControlPlane()
                .ifPresent(found -> context.destination()
                        .cluster()
                        .edit(found.key(), object -> object.label(PROVED_REVISION, String.valueOf(revision))));
    }

    /** Whether an earlier look or run has proved the data. */
    public static boolean isKept(RestoreContext context) {
        return context.destination()
                .hostedControlPlane()
                .filter(found -> isProved(found, context.backup().snapshot()))
                .isPresent();
    }

    private static Evidence rolledOut(KubernetesObject etcd) {
        boolean replaces = Workload.rollsOut(etcd);
        int ready = Workload.ready(etcd);
        int wanted = Workload.replicas(etcd);
        return new Evidence(
                ROLLED_OUT,
                !replaces && ready >= wanted,
                ready + " of " + wanted + " pods are ready" + (replaces ? ", and they are being replaced" : ""));
    }

    private static EtcdEvidence judge(List<EtcdMember> members, Snapshot snapshot, Evidence keys) {
        List<String> problems = EtcdHealth.problems(members, snapshot.members());
        Evidence oneCluster = new Evidence(
                ONE_CLUSTER,
                problems.isEmpty(),
                problems.isEmpty() ? members.size() + " members, one leader" : String.join("; ", problems));
        Evidence revision = new Evidence(
                "EtcdRevision",
                !members.isEmpty() && members.stream().allMatch(member -> member.revision() >= snapshot.revision()),
                "at " + members.stream().map(EtcdMember::revision).toList() + ", the backup was at "
                        + snapshot.revision());
        return new EtcdEvidence(
                List.of(oneCluster, revision, keys), wrong(members, snapshot, oneCluster, revision, keys));
    }

    private static Optional<String> wrong(
            List<EtcdMember> members, Snapshot snapshot, Evidence oneCluster, Evidence revision, Evidence keys) {
        if (EtcdHealth.isSplit(members, snapshot.members())) {
            return Optional.of("the restored etcd members are separate clusters: " + oneCluster.detail());
        }
        if (oneCluster.passed() && !(revision.passed() && keys.passed())) {
            return Optional.of(
                    "etcd does not hold the data of the snapshot: " + revision.detail() + "; " + keys.detail());
        }
        return Optional.empty();
    }

    private static boolean isProved(KubernetesObject controlPlane, Snapshot snapshot) {
        return String.valueOf(snapshot.revision()).equals(controlPlane.labels().get(PROVED_REVISION));
    }

    /** An etcd that is behind the snapshot has no keys at its revision. */
    private static Evidence countKeys(EtcdMembers etcd, List<EtcdMember> members, Snapshot snapshot) {
        for (EtcdMember member : members) {
            if (member.revision() < snapshot.revision()) {
                return keys(0, snapshot);
            }
            try (EtcdConnection connection = etcd.connect(member.pod())) {
                long keys = connection.keys(snapshot.revision());
                if (keys != snapshot.keys()) {
                    return keys(keys, snapshot);
                }
            }
        }
        return keys(members.isEmpty() ? 0 : snapshot.keys(), snapshot);
    }

    private static Evidence keys(long counted, Snapshot snapshot) {
        return new Evidence(
                "EtcdKeys",
                counted == snapshot.keys(),
                counted + " keys at revision " + snapshot.revision() + ", the backup had " + snapshot.keys());
    }
}
