package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore.SnapshotFacts;
import dev.hcpferry.common.bundle.BundleStore.UploadedSnapshot;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.hypershift.EtcdHealth;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Done when S3 holds a snapshot of etcd, with the revision that is in it. A snapshot does not say which one that is, and etcd moves
 * on while it streams; but it is of one moment, between the request for it and its first byte. So the member is asked for its revision
 * before and after, and when it has moved in between, the snapshot is asked for again. The keys are counted at that revision.
 */
final class TakeLiveSnapshot implements Step<LiveContext> {
    /** A busy hosted cluster writes some dozen times a second, and the moment is some milliseconds long. */
    private static final int TRIES = 25;

    @Override
    public String name() {
        return "take-snapshot";
    }

    @Override
    public Inverse<LiveContext> inverse() {
        return Inverse.unneeded("without an index it belongs to no bundle");
    }

    @Override
    public StepResult run(LiveContext context) throws InterruptedException, IOException {
        if (context.committed().isPresent()) {
            return StepResult.done("taken by an earlier run");
        }
        try {
            return takeFromTheBest(context);
        } catch (EtcdException silent) {
            return StepResult.waiting("etcd can't be asked: " + silent.getMessage());
        } catch (BundleException refused) {
            return StepResult.waiting("taking the snapshot again: " + refused.getMessage());
        }
    }

    private static StepResult takeFromTheBest(LiveContext context) throws InterruptedException, IOException {
        EtcdMembers etcd = new EtcdMembers(context.systems().etcd(), context.source());
        List<EtcdMember> members = etcd.ask();
        List<String> problems =
                EtcdHealth.problems(members, context.hostedCluster().etcdMembers());
        if (!problems.isEmpty()) {
            return StepResult.waiting("etcd is not healthy: " + String.join("; ", problems));
        }
        EtcdMember best = members.stream()
                .max(Comparator.comparingLong(EtcdMember::revision))
                .orElseThrow();
        try (EtcdConnection connection = etcd.connect(best.pod())) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Optional<UploadedSnapshot> uploaded = take(context, connection, best, members.size());
                if (uploaded.isPresent()) {
                    return done(context, uploaded.get());
                }
            }
        }
        return StepResult.waiting(
                "etcd is written so often that the revision of a snapshot can't be told: trying again");
    }

    private static Optional<UploadedSnapshot> take(
            LiveContext context, EtcdConnection connection, EtcdMember member, int members) throws IOException {
        long revision = connection.revision();
        try (InputStream snapshot = begun(connection.snapshot())) {
            if (connection.revision() != revision) {
                return Optional.empty();
            }
            SnapshotFacts facts = new SnapshotFacts(revision, connection.keys(revision), member.version(), members);
            return Optional.of(context.systems().bundles().putSnapshot(context.address(), snapshot, facts));
        }
    }

    /** Returns when its first byte is there. */
    private static InputStream begun(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(1);
        if (buffered.read() < 0) {
            throw new IOException("etcd sent an empty snapshot");
        }
        buffered.reset();
        return buffered;
    }

    private static StepResult done(LiveContext context, UploadedSnapshot uploaded) {
        context.found(uploaded);
        return StepResult.done("revision " + uploaded.snapshot().revision() + ", "
                + uploaded.snapshot().keys() + " keys, " + uploaded.snapshot().bytes() + " bytes in "
                + uploaded.took());
    }
}
