package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.SourceCleaned.LeftObject;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.removal.RemoveHostedCluster;
import org.junit.jupiter.api.Test;

class RemoveReferencedObjectsTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void whatTravelled_isRemovedAndNothingElse() throws Exception {
        look(new RemoveHostedCluster<CleanupContext>(MigrationContext::source), context)
                .waitsFor();

        look(new RemoveReferencedObjects(), context).isDone("removed 2");

        assertThat(world.source().list(ResourceKind.SECRET, "clusters"))
                .extracting(KubernetesObject::name)
                .containsExactly("example-admin-kubeconfig", "other-pull-secret");
        assertThat(context.left()).isEmpty();
    }

    @Test
    void secretThatANeighbourUses_staysAndIsTold() throws Exception {
        look(new RemoveHostedCluster<CleanupContext>(MigrationContext::source), context)
                .waitsFor();
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "other"),
                        other -> other.json().withObject("/spec/pullSecret").put("name", "company-pull-secret"));

        look(new RemoveReferencedObjects(), context).isDone();

        assertThat(world.source().find(ResourceKind.SECRET, "clusters", "company-pull-secret"))
                .isPresent();
        assertThat(context.left())
                .containsExactly(new LeftObject(
                        "Secret", "clusters", "company-pull-secret", "another hosted cluster refers to it"));
    }

    @Test
    void secretWithANeighboursMark_stays() throws Exception {
        look(new RemoveHostedCluster<CleanupContext>(MigrationContext::source), context)
                .waitsFor();
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.SECRET, "clusters", "company-pull-secret"),
                        secret -> secret.annotate("referenced-resource.hypershift.openshift.io/other", ""));

        look(new RemoveReferencedObjects(), context).isDone();

        assertThat(world.source().find(ResourceKind.SECRET, "clusters", "company-pull-secret"))
                .isPresent();
    }
}
