package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopControlPlaneTest {
    private static final StopControlPlane<MigrationContext> STEP = new StopControlPlane<>(MigrationContext::source);

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

    @Test
    void everyWorkloadOfTheControlPlane_isScaledToZero() throws Exception {
        look(STEP, context).isDone("scaled");

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

        look(STEP, context).isDone();

        assertThat(world.source().find(operator.kind(), operator.namespace(), operator.name()))
                .hasValueSatisfying(after -> assertThat(after.json()).isEqualTo(before.json()));
    }
}
