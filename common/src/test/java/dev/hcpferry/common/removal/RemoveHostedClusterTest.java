package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RemoveHostedClusterTest {
    private static final RemoveHostedCluster<MigrationContext> STEP =
            new RemoveHostedCluster<>(MigrationContext::source);

    private static final ObjectKey HOSTED_CLUSTER = new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example");

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

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

        look(STEP, context).waitsFor("removed");

        assertThat(context.source().hostedCluster()).isEmpty();
        assertThat(seenDeleting).isFalse();
        look(STEP, context).isDone();
    }

    @Test
    void neighbour_stays() throws Exception {
        look(STEP, context).waitsFor();

        assertThat(world.source().find(ResourceKind.HOSTED_CLUSTER, "clusters", "other"))
                .isPresent();
    }

    @Test
    void unknownFinalizer_isReported() throws Exception {
        world.source().edit(HOSTED_CLUSTER, object -> object.setFinalizers(List.of("example.com/guard")));

        look(STEP, context).waitsFor("example.com/guard").orElse(ReasonCode.NAMESPACE_STUCK);

        assertThat(context.source().hostedCluster())
                .hasValueSatisfying(
                        found -> assertThat(found.object().deleting()).isFalse());
    }
}
