package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwaitPauseTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void pauseThatTheOperatorHasNotCarriedOn_isAwaited() throws Exception {
        look(new AwaitPause(), context)
                .waitsFor("hypershift-operator", "HostedControlPlane clusters-example/example", "Cluster")
                .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING);

        assertThat(isPaused(ResourceKind.HOSTED_CONTROL_PLANE)).isFalse();
    }

    @Test
    void pauseThatHasReachedAll_isDone() throws Exception {
        world.controllers().carryPause();

        look(new AwaitPause(), context).isDone();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "MACHINE_DEPLOYMENT",
                "MACHINE_SET",
                "MACHINE",
                "AWS_MACHINE",
                "AWS_CLUSTER",
                "MACHINE_HEALTH_CHECK"
            })
    void whatTheOperatorNeverPauses_isPausedDirectly(ResourceKind kind) throws Exception {
        look(new AwaitPause(), context).waitsFor();

        assertThat(isPaused(kind)).isTrue();
    }

    @Test
    void operatorThatDoesNotAct_isBypassedAfterAWhile() throws Exception {
        look(new AwaitPause(), context).waitsFor();
        world.clock().advance(Duration.ofSeconds(30));

        look(new AwaitPause(), context).waitsFor("pausing", "directly").orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING);

        assertThat(isPaused(ResourceKind.HOSTED_CONTROL_PLANE)).isTrue();
        assertThat(isPaused(ResourceKind.CLUSTER)).isTrue();
        look(new AwaitPause(), context).isDone();
    }

    private boolean isPaused(ResourceKind kind) {
        return context.source().inControlPlane(kind).stream()
                .allMatch(object -> Pause.of(object).isPresent());
    }
}
