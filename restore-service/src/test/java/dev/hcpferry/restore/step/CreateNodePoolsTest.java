package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class CreateNodePoolsTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void nodePools_keepWhatTheirNodesRunAndBelongToTheHostedCluster() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());

        look(new CreateNodePools(), context).isDone("1 NodePools");

        String owner =
                context.destination().hostedCluster().orElseThrow().object().uid();
        assertThat(context.destination().nodePools()).singleElement().satisfies(pool -> {
            assertThat(pool.annotation("hypershift.openshift.io/nodePoolCurrentConfig"))
                    .contains("5f3c");
            assertThat(pool.ownerReferences()).extracting(OwnerReference::uid).containsExactly(owner);
            assertThat(Pause.of(pool)).contains("true");
        });
    }

    @Test
    void controlPlaneAlone_hasNone() throws Exception {
        MigrationWorld only = new MigrationWorld().scope(Scope.CONTROL_PLANE_ONLY);
        RestoreContext restore = Restores.of(only);
        Restores.done(restore, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());

        look(new CreateNodePools(), restore).isDone("0 NodePools");

        assertThat(restore.destination().nodePools()).isEmpty();
    }
}
