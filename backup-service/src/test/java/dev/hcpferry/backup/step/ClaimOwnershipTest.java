package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import org.junit.jupiter.api.Test;

class ClaimOwnershipTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void unclaimedHostedCluster_carriesTheMigrationsId() throws Exception {
        look(new ClaimOwnership(), context).isDone("belongs to this migration");

        assertThat(context.hostedCluster().owner()).contains(MigrationWorld.ID);
    }

    @Test
    void ownHostedCluster_isNotWrittenAgain() throws Exception {
        look(new ClaimOwnership(), context).isDone();
        String claimed = world.source().content();

        look(new ClaimOwnership(), context).isDone();

        assertThat(world.source().content()).isEqualTo(claimed);
    }

    @Test
    void hostedClusterOfAnotherMigration_isRefusedAndNamesIt() throws Exception {
        world.source()
                .edit(
                        context.hostedCluster().object().key(),
                        object -> object.annotate(OwnershipMarks.MIGRATION, "earlier-7"));
        String before = world.source().content();

        look(new ClaimOwnership(), context).fails(ReasonCode.ALREADY_BEING_MIGRATED, "earlier-7");

        assertThat(world.source().content()).isEqualTo(before);
    }
}
