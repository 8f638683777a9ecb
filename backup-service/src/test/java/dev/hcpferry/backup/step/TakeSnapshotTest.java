package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.SnapshotSample;
import dev.hcpferry.common.etcd.Members;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import org.junit.jupiter.api.Test;

class TakeSnapshotTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void quiescedSource_isSnapshotAtItsRevision() throws Exception {
        world.controllers().quiesce();

        look(new TakeSnapshot(), context).isDone("revision 4711", "10 keys");

        assertThat(context.snapshot().snapshot().revision()).isEqualTo(MigrationWorld.REVISION);
        assertThat(world.bundles().locations()).contains(context.bundleAddress().snapshot());
    }

    @Test
    void snapshotOfTheSameRevision_isNotTakenAgain() throws Exception {
        world.controllers().quiesce();
        look(new TakeSnapshot(), context).isDone();
        world.etcd().streams(() -> {
            throw new AssertionError("streamed again");
        });

        look(new TakeSnapshot(), context).isDone("revision 4711");
    }

    @Test
    void snapshotOfAnEarlierRevision_isTakenAgain() throws Exception {
        world.controllers().quiesce();
        look(new TakeSnapshot(), context).isDone();
        world.etcd().run("mgmt-a", 1, MigrationWorld.REVISION + 1);

        look(new TakeSnapshot(), context).isDone("revision 4712");
    }

    @Test
    void revisionThatMovesMeanwhile_isNotGoodEnough() throws Exception {
        world.controllers().quiesce();
        world.etcd().streams(() -> {
            world.etcd().run("mgmt-a", 1, MigrationWorld.REVISION + 1);
            return SnapshotSample.stream(SnapshotSample.ofSize(64));
        });

        look(new TakeSnapshot(), context)
                .waitsFor("taking the snapshot again", "etcd-0")
                .orElse(ReasonCode.SNAPSHOT_FAILED);
    }

    @Test
    void writerThatCameBack_isRefusedBeforeAnythingIsRead() throws Exception {
        world.controllers().quiesce().startAgain("kube-apiserver");

        look(new TakeSnapshot(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "Deployment kube-apiserver");

        assertThat(world.bundles().locations()).isEmpty();
    }

    @Test
    void memberWithTheHighestRevision_isTheOneThatIsRead() throws Exception {
        world.controllers().threeEtcdMembers().quiesce();
        world.etcd().change("mgmt-a", "etcd-1", member -> Members.atRevision(member, MigrationWorld.REVISION + 3));

        look(new TakeSnapshot(), context).isDone("revision 4714");

        assertThat(world.etcd().streamed()).containsExactly("mgmt-a/etcd-1");
    }

    @Test
    void memberWithAnAlarm_isNamedAndNotTrusted() throws Exception {
        world.controllers().quiesce();
        world.etcd().change("mgmt-a", "etcd-0", member -> Members.withAlarm(member, "NOSPACE"));

        look(new TakeSnapshot(), context).waitsFor("etcd-0", "NOSPACE").orElse(ReasonCode.ETCD_UNHEALTHY);
    }

    @Test
    void memberThatDoesNotAnswer_isNamed() throws Exception {
        world.controllers().quiesce();
        world.etcd().silence("mgmt-a", "etcd-0");

        look(new TakeSnapshot(), context).waitsFor("etcd-0 does not answer").orElse(ReasonCode.ETCD_UNHEALTHY);
    }

    @Test
    void streamCutShort_leavesNothingInTheBucket() throws Exception {
        world.controllers().quiesce();
        world.etcd().streams(() -> SnapshotSample.breakingOff(SnapshotSample.ofSize(4096), 100));

        look(new TakeSnapshot(), context).waitsFor("etcd-0 broke off").orElse(ReasonCode.SNAPSHOT_FAILED);

        assertThat(world.bundles().locations()).isEmpty();
    }

    @Test
    void streamDamagedInTransit_leavesNothingInTheBucket() throws Exception {
        world.controllers().quiesce();
        world.etcd().streams(() -> SnapshotSample.stream(SnapshotSample.damaged(4096)));

        look(new TakeSnapshot(), context).waitsFor("digest").orElse(ReasonCode.SNAPSHOT_FAILED);

        assertThat(world.bundles().locations()).isEmpty();
    }

    @Test
    void committedBundle_keepsItsSnapshot() throws Exception {
        world.controllers().backUp();
        context.found(world.bundles().find(context.bundleAddress()).orElseThrow());

        look(new TakeSnapshot(), context).isDone("earlier run");
    }
}
