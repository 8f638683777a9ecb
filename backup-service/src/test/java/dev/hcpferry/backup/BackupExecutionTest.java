package dev.hcpferry.backup;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.step.ClaimOwnership;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseOutcome;
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
    void sourceThatIsAwayWhenARunFailsThatHeldTheLease_isNotLeftPaused() {
        context.run().guardWith(() -> true);
        world.source().setUnreachable(true);

        assertThat(failed(ReasonCode.CANCELLED).rollback()).isEqualTo(Rollback.PENDING);
        assertThat(failed(ReasonCode.SOURCE_NOT_QUIESCED).rollback()).isEqualTo(Rollback.HELD);
    }

    @Test
    void sourceThatIsAwayBeforeTheLease_wasNotChanged() {
        world.source().setUnreachable(true);

        assertThat(failed(ReasonCode.MANAGEMENT_CLUSTER_UNREACHABLE).rollback()).isEqualTo(Rollback.NOT_NEEDED);
    }

    @Test
    void backup_canAlwaysGoBack() {
        world.controllers().quiesce();

        assertThat(execution.noWayBack()).isEmpty();
    }

    private PhaseFailed failed(ReasonCode reason) {
        return execution.failed(new PhaseOutcome.Failed("quiesce-api-servers", reason, "why", "what to do"));
    }
}
