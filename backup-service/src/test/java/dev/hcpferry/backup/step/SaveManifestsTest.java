package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.Scope;
import org.junit.jupiter.api.Test;

class SaveManifestsTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void everythingOfTheHostedClusterAndNothingOfItsNeighbour_isInTheArchive() throws Exception {
        look(new SaveManifests(), context).isDone("saved");

        assertThat(context.manifests().inventory().travels())
                .extracting(KubernetesObject::name)
                .contains("example", "workers", "company-pull-secret", "root-ca", "workers-1-a", "etcd-ca")
                .doesNotContain("other", "other-workers", "other-pull-secret");
        assertThat(world.bundles().locations())
                .containsExactly(context.bundleAddress().manifests());
    }

    @Test
    void controlPlaneAlone_leavesTheNodesObjects() throws Exception {
        BackupContext only = new BackupContext(
                world.scope(Scope.CONTROL_PLANE_ONLY).request(), world.run(PhaseName.BACKUP), world.systems());

        look(new SaveManifests(), only).isDone();

        assertThat(only.manifests().inventory().travels())
                .extracting(KubernetesObject::kind)
                .doesNotContain(ResourceKind.NODE_POOL, ResourceKind.MACHINE, ResourceKind.AWS_MACHINE);
    }

    @Test
    void committedBundle_isNotTouched() throws Exception {
        world.controllers().backUp();
        Committed committed = world.bundles().find(context.bundleAddress()).orElseThrow();
        context.found(committed);
        world.bundles().remove(context.bundleAddress().manifests());

        look(new SaveManifests(), context).isDone("earlier run");

        assertThat(world.bundles().locations())
                .doesNotContain(context.bundleAddress().manifests());
    }
}
