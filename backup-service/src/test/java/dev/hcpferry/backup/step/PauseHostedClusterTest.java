package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class PauseHostedClusterTest {
    private static final ObjectKey CLUSTER =
            new ObjectKey(ResourceKind.CLUSTER, MigrationWorld.INSIDE, "example-abc12");

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void hostedCluster_isPausedWithANote() throws Exception {
        look(new PauseHostedCluster(), context).isDone();

        assertThat(context.hostedCluster().paused()).isTrue();
        assertThat(context.hostedCluster().object().annotation(OwnershipMarks.PAUSED_UNTIL))
                .contains("");
    }

    @Test
    void neighbour_isNotPaused() throws Exception {
        look(new PauseHostedCluster(), context).isDone();

        assertThat(world.source().find(ResourceKind.HOSTED_CLUSTER, "clusters", "other"))
                .hasValueSatisfying(other -> assertThat(Pause.of(other)).isEmpty());
    }

    @Test
    void pauseThatAUserHadSet_isNotedOnTheCluster() throws Exception {
        world.source().edit(CLUSTER, Pause::apply);

        look(new PauseHostedCluster(), context).isDone();

        assertThat(find(CLUSTER).annotation(OwnershipMarks.PAUSED_UNTIL)).contains("true");
    }

    @Test
    void clusterThatWasPausedAfterTheHostedCluster_isNotTakenForAUsers() throws Exception {
        look(new PauseHostedCluster(), context).isDone();
        world.source().edit(CLUSTER, Pause::apply);

        look(new PauseHostedCluster(), context).isDone();

        assertThat(find(CLUSTER).annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        look(new PauseHostedCluster(), context).isDone();
        String paused = world.source().content();

        look(new PauseHostedCluster(), context).isDone();

        assertThat(world.source().content()).isEqualTo(paused);
    }

    private KubernetesObject find(ObjectKey key) {
        return world.source().find(key.kind(), key.namespace(), key.name()).orElseThrow();
    }
}
