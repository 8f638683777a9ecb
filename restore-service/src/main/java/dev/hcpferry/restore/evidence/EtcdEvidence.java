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
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.restore.RestoreContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That etcd was restored from the snapshot, as one cluster. HyperShift's condition alone proves nothing (DOMAIN guards 2 and 3), so
 * every member is asked. The key count is taken at the snapshot's revision, which the API server compacts after some minutes:
 * once proved, a label on the HostedControlPlane keeps it.
 */
public final class EtcdEvidence {
    private static final String PROVED_REVISION = OwnershipMarks.PREFIX + "etcd-revision";

    private EtcdEvidence() {}

    /** All checks, passed or not. */
    public static List<Evidence> collect(RestoreContext context) throws InterruptedException {
        Site destination = context.destination();
        Snapshot snapshot = context.bundle().snapshot();
        List<Evidence> evidence = new ArrayList<>();
        Optional<KubernetesObject> controlPlane = destination.hostedControlPlane();
        evidence.add(condition(controlPlane));
        EtcdMembers etcd = new EtcdMembers(context.systems().etcd(), destination);
        try {
            List<EtcdMember> members = etcd.ask();
            List<String> problems = EtcdHealth.problems(members, snapshot.members());
            evidence.add(new Evidence(
                    "EtcdOneCluster",
                    problems.isEmpty(),
                    problems.isEmpty() ? members.size() + " members, one leader" : String.join("; ", problems)));
            boolean recent =
                    !members.isEmpty() && members.stream().allMatch(member -> member.revision() >= snapshot.revision());
            evidence.add(new Evidence(
                    "EtcdRevision",
                    recent,
                    "at " + members.stream().map(EtcdMember::revision).toList() + ", the backup was at "
                            + snapshot.revision()));
            evidence.add(
                    controlPlane.filter(found -> isProved(found, snapshot)).isPresent()
                            ? keys(snapshot.keys(), snapshot)
                            : countKeys(etcd, members, snapshot));
        } catch (EtcdException silent) {
            evidence.add(new Evidence("EtcdOneCluster", false, String.valueOf(silent.getMessage())));
        }
        return evidence;
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

    private static Evidence condition(Optional<KubernetesObject> controlPlane) {
        boolean restored = controlPlane
                .map(found -> found.conditionIsTrue(HyperShift.ETCD_SNAPSHOT_RESTORED))
                .orElse(false);
        return new Evidence(
                HyperShift.ETCD_SNAPSHOT_RESTORED,
                restored,
                "the HostedControlPlane says " + (restored ? "True" : "nothing yet"));
    }

    /** Whether an earlier look or run has proved the data. */
    public static boolean isKept(RestoreContext context) {
        return context.destination()
                .hostedControlPlane()
                .filter(found -> isProved(found, context.backup().snapshot()))
                .isPresent();
    }

    private static boolean isProved(KubernetesObject controlPlane, Snapshot snapshot) {
        return String.valueOf(snapshot.revision()).equals(controlPlane.labels().get(PROVED_REVISION));
    }

    private static Evidence countKeys(EtcdMembers etcd, List<EtcdMember> members, Snapshot snapshot) {
        for (EtcdMember member : members) {
            try (EtcdConnection connection = etcd.connect(member.pod())) {
                long keys = connection.keys(snapshot.revision());
                if (keys != snapshot.keys()) {
                    return keys(keys, snapshot);
                }
            }
        }
        return keys(snapshot.keys(), snapshot);
    }

    private static Evidence keys(long counted, Snapshot snapshot) {
        return new Evidence(
                "EtcdKeys",
                counted == snapshot.keys(),
                counted + " keys at revision " + snapshot.revision() + ", the backup had " + snapshot.keys());
    }
}
