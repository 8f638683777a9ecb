package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class RelinkOwnersTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void whatTheHostedClusterOwned_belongsToItAgain() throws Exception {
        createAll();
        assertThat(secret().ownerReferences()).isEmpty();

        look(new RelinkOwners(), context).isDone("1 objects");

        assertThat(secret().ownerReferences())
                .extracting(OwnerReference::uid)
                .containsExactly(context.destination()
                        .hostedCluster()
                        .orElseThrow()
                        .object()
                        .uid());
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        createAll();
        look(new RelinkOwners(), context).isDone();
        String linked = world.destination().content();

        look(new RelinkOwners(), context).isDone();

        assertThat(world.destination().content()).isEqualTo(linked);
    }

    @Test
    void everyOwner_isALivingObject() throws Exception {
        createAll();

        look(new RelinkOwners(), context).isDone();

        assertThat(world.destination().list(ResourceKind.MACHINE_DEPLOYMENT, MigrationWorld.INSIDE))
                .flatExtracting(deployment -> deployment.ownerReferences())
                .extracting(OwnerReference::uid)
                .containsExactly(world.destination()
                        .find(ResourceKind.CLUSTER, MigrationWorld.INSIDE, "example-abc12")
                        .orElseThrow()
                        .uid());
    }

    private KubernetesObject secret() {
        return world.destination()
                .find(ResourceKind.SECRET, "clusters", "example-service-account-key")
                .orElseThrow();
    }

    private void createAll() throws Exception {
        Restores.done(
                context,
                new CreateNamespaces(),
                new RestoreObjects(),
                new CreateHostedCluster(),
                new CreateNodePools());
    }
}
