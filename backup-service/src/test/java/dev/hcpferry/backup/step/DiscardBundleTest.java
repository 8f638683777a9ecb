package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class DiscardBundleTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void index_isGoneSoThatNobodyRestoresIt() throws Exception {
        world.controllers().backUp();

        look(new DiscardBundle(), context).isDone();

        assertThat(world.bundles().find(context.bundleAddress())).isEmpty();
        look(new DiscardBundle(), context).isDone();
    }
}
