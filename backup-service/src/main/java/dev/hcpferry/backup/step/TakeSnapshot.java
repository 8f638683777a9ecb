package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.bundle.BundleStore.SnapshotFacts;
import dev.hcpferry.common.bundle.BundleStore.UploadedSnapshot;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.hypershift.EtcdHealth;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.phase.StepResult.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Done when S3 holds a snapshot of etcd's last revision. It is taken from the member with the highest one after the last writer
 * is gone, and taken again when the revision has moved meanwhile (an expiring lease, or a writer that came back).
 */
public final class TakeSnapshot implements Step<BackupContext> {
    @Override
    public String name() {
        return "take-snapshot";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("without an index it belongs to no bundle");
    }

    @Override
    public StepResult run(BackupContext context) throws InterruptedException {
        if (context.committed().isPresent()) {
            return StepResult.done("taken by an earlier run");
        }
        List<String> writers = WorkloadsStopped.remaining(context.source(), WorkloadsStopped.WRITERS);
        if (!writers.isEmpty()) {
            return StepResult.failed(
                    ReasonCode.SOURCE_NOT_QUIESCED,
                    "running again after it was scaled down: " + String.join(", ", writers),
                    "find out who scales it up, then retry the migration");
        }
        try {
            return takeFromTheBest(context);
        } catch (EtcdException silent) {
            return unhealthy(String.valueOf(silent.getMessage()));
        }
    }

    private static StepResult takeFromTheBest(BackupContext context) throws InterruptedException {
        EtcdMembers etcd = new EtcdMembers(context.systems().etcd(), context.source());
        List<EtcdMember> members = etcd.ask();
        List<String> problems =
                EtcdHealth.problems(members, context.hostedCluster().etcdMembers());
        if (!problems.isEmpty()) {
            return unhealthy(String.join("; ", problems));
        }
        EtcdMember best = members.stream()
                .max(Comparator.comparingLong(EtcdMember::revision))
                .orElseThrow();
        Optional<UploadedSnapshot> uploaded = uploadedAt(context, best.revision());
        return uploaded.isPresent() ? done(context, uploaded.get()) : take(context, etcd, best, members.size());
    }

    private static StepResult take(BackupContext context, EtcdMembers etcd, EtcdMember best, int members) {
        try (EtcdConnection connection = etcd.connect(best.pod());
                InputStream stream = connection.snapshot()) {
            BundleStore bundles = context.systems().bundles();
            SnapshotFacts facts =
                    new SnapshotFacts(best.revision(), connection.keys(best.revision()), best.version(), members);
            UploadedSnapshot uploaded = bundles.putSnapshot(context.bundleAddress(), stream, facts);
            return connection.member().revision() == best.revision()
                    ? done(context, uploaded)
                    : again("etcd moved on while the snapshot of " + best.pod() + " was taken");
        } catch (IOException brokenOff) {
            return again("the stream from " + best.pod() + " broke off: " + brokenOff.getMessage());
        } catch (BundleException refused) {
            return again(refused.getMessage())
                    .orElse(refused.reason(), refused.result().nextAction());
        }
    }

    private static Waiting again(String why) {
        return StepResult.waiting("taking the snapshot again: " + why)
                .orElse(
                        ReasonCode.SNAPSHOT_FAILED,
                        "look at the etcd pods and at the connection to the management cluster, then retry the migration");
    }

    private static Waiting unhealthy(String why) {
        return StepResult.waiting("etcd is not healthy: " + why)
                .orElse(ReasonCode.ETCD_UNHEALTHY, "repair the etcd of the hosted cluster, then retry the migration");
    }

    private static Optional<UploadedSnapshot> uploadedAt(BackupContext context, long revision) {
        return context.systems()
                .bundles()
                .findSnapshot(context.bundleAddress())
                .filter(found -> found.snapshot().revision() == revision);
    }

    private static StepResult done(BackupContext context, UploadedSnapshot uploaded) {
        context.found(uploaded);
        return StepResult.done("revision " + uploaded.snapshot().revision() + ", "
                + uploaded.snapshot().keys() + " keys, " + uploaded.snapshot().bytes() + " bytes in "
                + uploaded.took());
    }
}
