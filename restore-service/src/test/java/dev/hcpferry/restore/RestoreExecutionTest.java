package dev.hcpferry.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.step.AwaitEtcdRestored;
import dev.hcpferry.restore.step.CreateNamespaces;
import dev.hcpferry.restore.step.HoldApiServers;
import dev.hcpferry.restore.step.ReleaseApiServers;
import org.junit.jupiter.api.Test;

class RestoreExecutionTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);
    private final RestoreExecution execution = new RestoreExecution(context);

    @Test
    void destinationWhoseApiServersAreHeld_leavesTheWayBackOpen() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());

        assertThat(execution.noWayBack()).isEmpty();
        assertThat(execution.rollback()).isEqualTo(RestorePhase.ROLLBACK);
    }

    @Test
    void destinationThatServes_hasNoWayBackAndSaysWhy() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION);

        Restores.done(context, new AwaitEtcdRestored(), new ReleaseApiServers());

        assertThat(execution.noWayBack())
                .hasValueSatisfying(why -> assertThat(why).contains("takes writes that the source does not have"));
    }

    @Test
    void controlPlaneNamespaceOfSomebodyElse_isNotLookedInto() {
        world.destination()
                .createIfAbsent(KubernetesObject.create(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE));

        assertThat(execution.rollback().steps()).isEmpty();
    }
}
