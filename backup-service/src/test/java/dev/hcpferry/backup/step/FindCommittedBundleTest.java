package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import org.junit.jupiter.api.Test;

class FindCommittedBundleTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void nothingInTheBucket_isDoneWithoutABundle() throws Exception {
        look(new FindCommittedBundle(), context).isDone("no bundle yet");

        assertThat(context.committed()).isEmpty();
    }

    @Test
    void bundleOfAnEarlierRun_isTaken() throws Exception {
        BackupCompleted earlier = world.controllers().backUp();

        look(new FindCommittedBundle(), context).isDone("committed already");

        assertThat(context.committed())
                .hasValueSatisfying(found -> assertThat(found.index()).isEqualTo(earlier.bundle()));
    }

    @Test
    void sourceThatIsTheDestination_isRefused() throws Exception {
        BackupContext circular =
                new BackupContext(world.target("mgmt-a").request(), world.run(PhaseName.BACKUP), world.systems());

        look(new FindCommittedBundle(), circular).fails(ReasonCode.INVALID_REQUEST, "both mgmt-a");
    }
}
