package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PauseMachinesTest {
    private static final PauseMachines<MigrationContext> STEP = new PauseMachines<>(MigrationContext::source);

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

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
        look(STEP, context).isDone();

        assertThat(context.source().inControlPlane(kind))
                .isNotEmpty()
                .allMatch(object -> Pause.of(object).isPresent());
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        look(STEP, context).isDone();
        String paused = world.source().content();

        look(STEP, context).isDone();

        assertThat(world.source().content()).isEqualTo(paused);
    }
}
