package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckSourceQuiescedTest {
    private static final ObjectKey HOSTED_CLUSTER = new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example");

    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void quiescedSource_isDone() throws Exception {
        look(new CheckSourceQuiesced("check"), context).isDone();
    }

    @Test
    void writerThatCameBack_isNamed() throws Exception {
        world.controllers().startAgain("kube-apiserver");

        assertRefused("Deployment kube-apiserver", "pod kube-apiserver-7d4b9c-y3y3y");
    }

    @Test
    void operatorThatCameBack_isNamed() throws Exception {
        world.controllers().startAgain("control-plane-operator");

        assertRefused("control-plane-operator");
    }

    @Test
    void resumedHostedCluster_isRefused() throws Exception {
        world.source().edit(HOSTED_CLUSTER, Pause::remove);

        assertRefused("not paused");
    }

    @Test
    void hostedClusterThatAnotherMigrationOwns_isRefused() throws Exception {
        world.source().edit(HOSTED_CLUSTER, object -> object.annotate(OwnershipMarks.MIGRATION, "another-1"));

        assertRefused("does not belong to this migration");
    }

    @Test
    void hostedClusterThatIsGone_isRefused() throws Exception {
        world.source().edit(HOSTED_CLUSTER, object -> object.setFinalizers(List.of()));
        world.source().delete(world.sourceSite().hostedCluster().orElseThrow().object());

        assertRefused("has no HostedCluster");
    }

    private void assertRefused(String... words) throws Exception {
        String before = world.destination().content();

        look(new CheckSourceQuiesced("check"), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, words);

        assertThat(world.destination().content()).isEqualTo(before);
    }
}
