package dev.hcpferry.backup;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.step.ClaimOwnership;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class BackupExecutionTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());
    private final BackupExecution execution = new BackupExecution(context);

    @Test
    void claimedSource_isResumedStepByStep() throws Exception {
        look(new ClaimOwnership(), context).isDone();

        assertThat(execution.rollback()).isEqualTo(BackupPhase.ROLLBACK);
    }

    @Test
    void sourceThatWasNeverClaimed_isLeftAlone() {
        assertThat(execution.rollback()).isEqualTo(BackupPhase.ROLLED_BACK);
    }

    @Test
    void backup_canAlwaysGoBack() {
        world.controllers().quiesce();

        assertThat(execution.noWayBack()).isEmpty();
    }
}
