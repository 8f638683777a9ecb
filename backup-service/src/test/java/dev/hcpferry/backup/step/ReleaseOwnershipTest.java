package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class ReleaseOwnershipTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void hostedCluster_belongsToNobodyAfterwards() throws Exception {
        world.controllers().quiesce();

        look(new ReleaseOwnership(), context).isDone("belongs to no migration");

        assertThat(context.hostedCluster().owner()).isEmpty();
        assertThat(context.ownsSource()).isFalse();
    }

    @Test
    void hostedClusterThatBelongsToNobody_isNotWritten() throws Exception {
        String before = world.source().content();

        look(new ReleaseOwnership(), context).isDone();

        assertThat(world.source().content()).isEqualTo(before);
    }
}
