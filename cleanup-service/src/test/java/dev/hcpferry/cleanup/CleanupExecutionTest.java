package dev.hcpferry.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseOutcome;
import org.junit.jupiter.api.Test;

class CleanupExecutionTest {
    private final CleanupExecution execution = new CleanupExecution(Cleanups.of(new MigrationWorld()));

    @Test
    void cleanup_hasNoWayBackAndSaysWhy() {
        assertThat(execution.noWayBack())
                .hasValueSatisfying(why -> assertThat(why).contains("taken writes that the source does not have"));
    }

    @Test
    void failure_isNeverRolledBackWhateverTheRequestSays() {
        PhaseFailed failed = execution.failed(new PhaseOutcome.Failed(
                "remove-machines", ReasonCode.NAMESPACE_STUCK, "held by a finalizer", "look at it"));

        assertThat(failed.rollback()).isNotIn(Rollback.PENDING, Rollback.DONE);
    }
}
