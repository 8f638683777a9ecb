package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveObjectsTest {
    private static final RemoveObjects<MigrationContext> STEP =
            new RemoveObjects<>("remove-machines", MigrationContext::source, ResourceKind.MACHINE);
    private static final ObjectKey MACHINE = new ObjectKey(ResourceKind.MACHINE, MigrationWorld.INSIDE, "workers-1-a");

    private final MigrationWorld world = new MigrationWorld();

    @Test
    void objects_areRemovedWithTheirKnownFinalizers() throws Exception {
        MigrationContext context = Removals.withStoppedControllers(world);

        look(STEP, context).waitsFor("removed 1 objects");

        assertThat(context.source().inControlPlane(ResourceKind.MACHINE)).isEmpty();
        assertThat(context.source().inControlPlane(ResourceKind.AWS_MACHINE)).hasSize(1);
        look(STEP, context).isDone();
    }

    @Test
    void controllerThatCameBack_stopsEverything() throws Exception {
        MigrationContext context = Removals.withStoppedControllers(world);
        world.controllers().startAgain("capi-provider");
        String before = world.source().content();

        look(STEP, context).fails(ReasonCode.MACHINE_CONTROLLERS_RUNNING, "capi-provider");

        assertThat(world.source().content()).isEqualTo(before);
    }

    @Test
    void unknownFinalizer_isReportedAndNeverTakenOff() throws Exception {
        MigrationContext context = Removals.withStoppedControllers(world);
        world.source()
                .edit(
                        MACHINE,
                        machine -> machine.setFinalizers(List.of("machine.cluster.x-k8s.io", "example.com/guard")));

        look(STEP, context)
                .waitsFor("Machine clusters-example/workers-1-a", "example.com/guard")
                .orElse(ReasonCode.NAMESPACE_STUCK);

        assertThat(world.source().find(MACHINE.kind(), MACHINE.namespace(), MACHINE.name()))
                .hasValueSatisfying(machine -> {
                    assertThat(machine.finalizers()).containsExactly("example.com/guard");
                    assertThat(machine.deleting()).isFalse();
                });
    }
}
