package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import org.junit.jupiter.api.Test;

class ReadBundleTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void bundleThatWasRestored_tellsWhatWasMoved() throws Exception {
        look(new ReadBundle(), context).isDone("objects were moved");

        assertThat(context.bundle().infraId()).isEqualTo("example-abc12");
    }

    @Test
    void bundleThatIsGone_isRefusedWithItsPlace() throws Exception {
        world.bundles().remove(context.bundleAddress().index());

        look(new ReadBundle(), context).fails(ReasonCode.BUNDLE_CORRUPT, "not in S3 any more");
    }
}
