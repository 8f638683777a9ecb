package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopMachineControllersTest {
    private static final StopMachineControllers<MigrationContext> STEP =
            new StopMachineControllers<>(MigrationContext::source);

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

    @Test
    void controllers_areScaledToZeroAndTheirPodsAwaited() throws Exception {
        look(STEP, context)
                .waitsFor("pod capi-provider-", "pod cluster-api-")
                .orElse(ReasonCode.MACHINE_CONTROLLERS_RUNNING);

        assertThat(HyperShift.MACHINE_CONTROLLERS)
                .allSatisfy(name -> assertThat(context.source().deployment(name))
                        .hasValueSatisfying(
                                found -> assertThat(Workload.replicas(found)).isZero()));
    }

    @Test
    void noPodLeft_isDone() throws Exception {
        look(STEP, context).waitsFor();
        world.controllers().endPods();

        look(STEP, context).isDone("no pod is left");
    }

    @Test
    void podThatDoesNotEnd_isNamedInTheEndAndNothingIsDeleted() throws Exception {
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.POD, MigrationWorld.INSIDE, "capi-provider-7d4b9c-x2x2x"),
                        pod -> pod.setFinalizers(List.of("held")));
        look(STEP, context).waitsFor();
        world.controllers().endPods();
        world.clock().advance(Duration.ofMinutes(3).plusMillis(1));

        look(STEP, context)
                .fails(ReasonCode.MACHINE_CONTROLLERS_RUNNING, "pod capi-provider-7d4b9c-x2x2x", "nothing was deleted");

        assertThat(context.source().inControlPlane(ResourceKind.AWS_MACHINE)).hasSize(1);
    }
}
