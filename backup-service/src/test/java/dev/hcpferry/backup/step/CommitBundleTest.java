package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import org.junit.jupiter.api.Test;

class CommitBundleTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void savedParts_becomeABundle() throws Exception {
        saveParts();

        look(new CommitBundle(), context).isDone("complete");

        BackupBundle bundle = context.committed().orElseThrow().bundle();
        assertThat(bundle.infraId()).isEqualTo("example-abc12");
        assertThat(bundle.snapshot()).isEqualTo(context.snapshot().snapshot());
        assertThat(bundle.nodes()).singleElement().satisfies(node -> {
            assertThat(node.name()).isEqualTo("node-1");
            assertThat(node.providerId()).isEqualTo("aws:///eu-west-1a/i-0abc");
        });
        assertThat(world.bundles().locations())
                .contains(
                        context.bundleAddress().index(), context.bundleAddress().request());
    }

    @Test
    void nodesThatHaveNoMachine_areNamedToo() throws Exception {
        world.guests().api().createIfAbsent(ObjectYaml.object("""
                apiVersion: v1
                kind: Node
                metadata: {name: unmanaged}
                spec: {providerID: "aws:///eu-west-1a/i-0def"}
                """));
        look(new RecordNodes(), context).isDone("2 nodes");
        saveParts();

        look(new CommitBundle(), context).isDone();

        assertThat(context.committed().orElseThrow().bundle().nodes())
                .extracting(Node::name)
                .containsExactly("node-1", "unmanaged");
    }

    @Test
    void nodesThatAnEarlierRunSaw_areNamedThoughTheGuestIsStopped() throws Exception {
        look(new RecordNodes(), context).isDone("1 nodes");
        world.guests().api().setUnreachable(true);
        BackupContext resumed = new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

        look(new RecordNodes(), resumed).isDone("had 1 nodes");

        assertThat(resumed.nodes()).isNotEmpty().isEqualTo(context.nodes());
    }

    @Test
    void nodesOfABackupThatWasRolledBack_areNotNamedAgain() throws Exception {
        look(new RecordNodes(), context).isDone();
        look(new DiscardBundle(), context).isDone();
        world.guests().api().setUnreachable(true);
        BackupContext again = new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

        look(new RecordNodes(), again).isDone("not recorded");

        assertThat(again.nodes()).isEmpty();
    }

    @Test
    void guestThatDoesNotAnswer_doesNotKeepTheBackup() throws Exception {
        world.guests().api().setUnreachable(true);

        look(new RecordNodes(), context).isDone("not recorded");
    }

    @Test
    void bundleOfAnEarlierRun_stays() throws Exception {
        saveParts();
        look(new CommitBundle(), context).isDone();
        BackupContext resumed = new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());
        look(new FindCommittedBundle(), resumed).isDone();

        look(new CommitBundle(), resumed).isDone();

        assertThat(resumed.committed()).isEqualTo(context.committed());
    }

    @Test
    void writerThatCameBack_preventsTheCommit() throws Exception {
        saveParts();
        world.controllers().startAgain("openshift-apiserver");

        look(new CommitBundle(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "openshift-apiserver");

        assertThat(world.bundles().locations())
                .doesNotContain(context.bundleAddress().index());
    }

    private void saveParts() throws Exception {
        world.controllers().quiesce();
        look(new SaveManifests(), context).isDone();
        look(new TakeSnapshot(), context).isDone();
    }
}
