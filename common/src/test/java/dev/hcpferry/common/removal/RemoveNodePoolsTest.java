package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveNodePoolsTest {
    private static final RemoveNodePools<MigrationContext> STEP = new RemoveNodePools<>(MigrationContext::source);

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

    @Test
    void ownNodePools_areRemovedAndTheNeighboursStay() throws Exception {
        look(STEP, context).waitsFor("removed 1 NodePools");

        assertThat(world.source().list(ResourceKind.NODE_POOL, "clusters"))
                .extracting(KubernetesObject::name)
                .containsExactly("other-workers");
        look(STEP, context).isDone();
    }

    @Test
    void unknownFinalizer_isReported() throws Exception {
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers"),
                        pool -> pool.setFinalizers(List.of("example.com/guard")));

        look(STEP, context)
                .waitsFor("NodePool clusters/workers", "example.com/guard")
                .orElse(ReasonCode.NAMESPACE_STUCK);
    }
}
