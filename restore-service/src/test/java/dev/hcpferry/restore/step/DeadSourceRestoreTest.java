package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

/** What is different when a bundle is restored in place of a dead source. */
class DeadSourceRestoreTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.ofDeadSource(world);

    @Test
    void bundleOfAnotherMigrationIsTaken() throws Exception {
        look(new VerifyBundle(), context).isDone("digests are right");

        assertThat(context.bundle().id()).isNotEqualTo(context.migrationId());
    }

    @Test
    void silenceOfTheSourceIsAccepted() throws Exception {
        look(new CheckSourceQuiesced("check"), context).isDone("does not answer", "user's word");
    }

    @Test
    void sourceThatIsBackAndServesIsRefused() throws Exception {
        world.source().setUnreachable(false);
        world.controllers().startAgain("kube-apiserver");

        look(new CheckSourceQuiesced("check"), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "kube-apiserver");

        assertThat(world.destination().list(ResourceKind.HOSTED_CLUSTER, null)).isEmpty();
    }

    @Test
    void sourceThatIsBackAndQuiescedIsAccepted() throws Exception {
        world.source().setUnreachable(false);

        look(new CheckSourceQuiesced("check"), context).isDone("paused");
    }

    @Test
    void failureNamesNoSourceToResume() {
        PhaseFailed undone = Restores.undone(context, ReasonCode.ETCD_RESTORE_FAILED);

        assertThat(undone.nextAction()).contains("another migrationId", "source is dead and is not resumed");
    }
}
