package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class CreateHostedClusterTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void hostedCluster_isCreatedUnpausedWithTheUrlOfItsControlPlane() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());

        look(new CreateHostedCluster(), context).isDone("created");

        HostedCluster created = context.destination().hostedCluster().orElseThrow();
        assertThat(created.paused()).isFalse();
        assertThat(created.object().finalizers()).isEmpty();
        assertThat(HostedCluster.restoreUrl(created.object()))
                .isPresent()
                .isEqualTo(context.destination().hostedControlPlane().flatMap(HostedCluster::restoreUrl));
    }

    @Test
    void hostedClusterThatIsThere_isLeftAlone() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
        String created = world.destination().content();

        look(new CreateHostedCluster(), context).isDone("is there");

        assertThat(world.destination().content()).isEqualTo(created);
    }

    @Test
    void controlPlaneWithoutUrl_canNeverBeRestored() throws Exception {
        Restores.done(context, new CreateNamespaces());
        world.destination()
                .createIfAbsent(
                        KubernetesObject.create(ResourceKind.HOSTED_CONTROL_PLANE, MigrationWorld.INSIDE, "example"));

        look(new CreateHostedCluster(), context).fails(ReasonCode.ETCD_RESTORE_FAILED, "no snapshot to restore from");

        assertThat(context.destination().hostedCluster()).isEmpty();
    }
}
