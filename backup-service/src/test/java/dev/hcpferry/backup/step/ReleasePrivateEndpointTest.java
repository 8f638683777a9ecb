package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasePrivateEndpointTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void sourceWithoutEndpoint_isDone() throws Exception {
        look(new ReleasePrivateEndpoint(), context).isDone("no private endpoint");
    }

    @Test
    void endpoint_isDeletedOnceAndItsOperatorAwaited() throws Exception {
        KubernetesObject endpoint =
                KubernetesObject.create(ResourceKind.AWS_ENDPOINT_SERVICE, MigrationWorld.INSIDE, "private-router");
        endpoint.setFinalizers(List.of("hypershift.openshift.io/control-plane-operator-finalizer"));
        world.source().createIfAbsent(endpoint);

        look(new ReleasePrivateEndpoint(), context).waitsFor("private-router");
        String deleting = world.source().content();
        look(new ReleasePrivateEndpoint(), context).waitsFor("private-router");
        assertThat(world.source().content()).isEqualTo(deleting);
        world.source().edit(endpoint.key(), object -> object.setFinalizers(List.of()));

        look(new ReleasePrivateEndpoint(), context).isDone();
    }
}
