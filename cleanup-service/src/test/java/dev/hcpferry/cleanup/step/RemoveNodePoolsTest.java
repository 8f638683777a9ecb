package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveNodePoolsTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void ownNodePools_areRemovedAndTheNeighboursStay() throws Exception {
        look(new RemoveNodePools(), context).waitsFor("removed 1 NodePools");

        assertThat(world.source().list(ResourceKind.NODE_POOL, "clusters"))
                .extracting(KubernetesObject::name)
                .containsExactly("other-workers");
        look(new RemoveNodePools(), context).isDone();
    }

    @Test
    void unknownFinalizer_isReported() throws Exception {
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers"),
                        pool -> pool.setFinalizers(List.of("example.com/guard")));

        look(new RemoveNodePools(), context)
                .waitsFor("NodePool clusters/workers", "example.com/guard")
                .orElse(ReasonCode.NAMESPACE_STUCK);
    }
}
