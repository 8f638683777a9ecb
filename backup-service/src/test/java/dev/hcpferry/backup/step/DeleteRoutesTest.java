package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class DeleteRoutesTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void routesWithPublicNames_areDeletedAndNoOthers() throws Exception {
        look(new DeleteRoutes(), context).waitsFor("kube-apiserver", "oauth");

        assertThat(context.source().inControlPlane(ResourceKind.ROUTE))
                .extracting(KubernetesObject::name)
                .containsExactly("internal");
        look(new DeleteRoutes(), context).isDone();
    }

    @Test
    void privateHostedCluster_keepsItsRoutes() throws Exception {
        world.source()
                .edit(
                        context.hostedCluster().object().key(),
                        object -> object.json().withObject("/spec/platform/aws").put("endpointAccess", "Private"));

        look(new DeleteRoutes(), context).isDone("private");

        assertThat(context.source().inControlPlane(ResourceKind.ROUTE)).hasSize(3);
    }
}
