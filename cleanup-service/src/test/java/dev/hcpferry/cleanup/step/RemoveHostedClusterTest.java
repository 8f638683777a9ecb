package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RemoveHostedClusterTest {
    private static final ObjectKey HOSTED_CLUSTER = new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example");

    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void hostedCluster_isRemovedWithoutAnybodysSeeingADeletion() throws Exception {
        AtomicBoolean seenDeleting = new AtomicBoolean();
        world.source()
                .watch(
                        ResourceKind.HOSTED_CLUSTER,
                        "clusters",
                        () -> context.source()
                                .hostedCluster()
                                .filter(found -> found.object().deleting())
                                .ifPresent(found -> seenDeleting.set(true)));

        look(new RemoveHostedCluster(), context).waitsFor("removed");

        assertThat(context.source().hostedCluster()).isEmpty();
        assertThat(seenDeleting).isFalse();
        look(new RemoveHostedCluster(), context).isDone();
    }

    @Test
    void neighbour_stays() throws Exception {
        look(new RemoveHostedCluster(), context).waitsFor();

        assertThat(world.source().find(ResourceKind.HOSTED_CLUSTER, "clusters", "other"))
                .isPresent();
    }

    @Test
    void unknownFinalizer_isReported() throws Exception {
        world.source().edit(HOSTED_CLUSTER, object -> object.setFinalizers(List.of("example.com/guard")));

        look(new RemoveHostedCluster(), context).waitsFor("example.com/guard").orElse(ReasonCode.NAMESPACE_STUCK);

        assertThat(context.source().hostedCluster())
                .hasValueSatisfying(
                        found -> assertThat(found.object().deleting()).isFalse());
    }
}
