package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckSourceIsOursTest {
    private static final ObjectKey HOSTED_CLUSTER = new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example");

    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void quiescedSource_isDone() throws Exception {
        look(new CheckSourceIsOurs(), context).isDone("belongs to this migration");

        assertThat(CheckSourceIsOurs.nothingIsLeft(context)).isFalse();
    }

    @Test
    void sourceThatWasRemovedByAnEarlierRun_isDone() throws Exception {
        removeHostedCluster();
        world.source().find(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE).ifPresent(this::removeWithContent);

        look(new CheckSourceIsOurs(), context).isDone("earlier run");

        assertThat(CheckSourceIsOurs.nothingIsLeft(context)).isTrue();
    }

    @Test
    void controlPlaneWithoutItsHostedCluster_isLeftAlone() throws Exception {
        removeHostedCluster();

        assertRefused("without its HostedCluster");
    }

    @Test
    void resumedSource_isLeftAlone() throws Exception {
        world.source().edit(HOSTED_CLUSTER, Pause::remove);

        assertRefused("not paused any more");
    }

    @Test
    void sourceOfAnotherMigration_isLeftAlone() throws Exception {
        world.source().edit(HOSTED_CLUSTER, object -> object.annotate(OwnershipMarks.MIGRATION, "another-1"));

        assertRefused("does not belong");
    }

    @Test
    void sourceThatServesAgain_isLeftAlone() throws Exception {
        world.controllers().startAgain("kube-apiserver");

        assertRefused("started it again", "kube-apiserver");
    }

    private void assertRefused(String... words) throws Exception {
        String before = world.source().content();

        look(new CheckSourceIsOurs(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, words);

        assertThat(world.source().content()).isEqualTo(before);
    }

    private void removeHostedCluster() {
        world.source().edit(HOSTED_CLUSTER, object -> object.setFinalizers(List.of()));
        world.source().delete(context.source().hostedCluster().orElseThrow().object());
    }

    private void removeWithContent(KubernetesObject namespace) {
        for (ResourceKind kind : ResourceKind.values()) {
            context.source()
                    .inControlPlane(kind)
                    .forEach(object -> world.source().edit(object.key(), there -> there.setFinalizers(List.of())));
        }
        world.source().delete(namespace);
    }
}
