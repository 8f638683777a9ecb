package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class ScaleBackTest {
    private static final ScaleBack STEP = new ScaleBack("scale-api-servers-back", HyperShift.API_SERVERS);

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void workloads_getTheirReplicasBackAndLoseTheNotes() throws Exception {
        world.controllers().quiesce();

        look(STEP, context).isDone();

        assertThat(HyperShift.API_SERVERS)
                .allSatisfy(name -> assertThat(context.source().deployment(name))
                        .hasValueSatisfying(deployment -> {
                            assertThat(Workload.replicas(deployment)).isOne();
                            assertThat(deployment.annotation(OwnershipMarks.REPLICAS))
                                    .isEmpty();
                        }));
    }

    @Test
    void workloadThatWasNotScaledDown_isLeftAlone() throws Exception {
        String before = world.source().content();

        look(STEP, context).isDone();

        assertThat(world.source().content()).isEqualTo(before);
    }
}
