package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopControlPlaneTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void everyWorkloadOfTheControlPlane_isScaledToZero() throws Exception {
        look(new StopControlPlane(), context).isDone("scaled");

        assertThat(Stream.of(ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET)
                        .flatMap(kind -> context.source().inControlPlane(kind).stream()))
                .isNotEmpty()
                .allMatch(workload -> Workload.replicas(workload) == 0);
    }

    @Test
    void sharedOperator_keepsRunning() throws Exception {
        ObjectKey operator = new ObjectKey(ResourceKind.DEPLOYMENT, "hypershift", "operator");
        KubernetesObject before = world.source()
                .find(operator.kind(), operator.namespace(), operator.name())
                .orElseThrow();

        look(new StopControlPlane(), context).isDone();

        assertThat(world.source().find(operator.kind(), operator.namespace(), operator.name()))
                .hasValueSatisfying(after -> assertThat(after.json()).isEqualTo(before.json()));
    }
}
