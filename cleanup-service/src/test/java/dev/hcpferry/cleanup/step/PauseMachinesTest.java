package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PauseMachinesTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @ParameterizedTest
    @EnumSource(
            names = {
                "CLUSTER",
                "MACHINE_HEALTH_CHECK",
                "MACHINE_DEPLOYMENT",
                "MACHINE_SET",
                "MACHINE",
                "AWS_MACHINE",
                "AWS_CLUSTER"
            })
    void everythingThatReachesAnInstance_isPaused(ResourceKind kind) throws Exception {
        look(new PauseMachines(), context).isDone();

        assertThat(context.source().inControlPlane(kind))
                .isNotEmpty()
                .allMatch(object -> Pause.of(object).isPresent());
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        look(new PauseMachines(), context).isDone();
        String paused = world.source().content();

        look(new PauseMachines(), context).isDone();

        assertThat(world.source().content()).isEqualTo(paused);
    }
}
