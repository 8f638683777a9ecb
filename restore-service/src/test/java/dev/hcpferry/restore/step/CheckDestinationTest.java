package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CheckDestinationTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void freeDestination_isDone() throws Exception {
        look(new CheckDestination(), context).isDone("free");
    }

    @Test
    void ownHalfDoneWork_isDone() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());

        look(new CheckDestination(), context).isDone();
    }

    @Test
    void foreignHostedCluster_isRefused() throws Exception {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, "clusters", "example"));

        assertRefused(ReasonCode.DESTINATION_OCCUPIED, "HostedCluster clusters/example");
    }

    @Test
    void foreignControlPlaneNamespace_isRefused() throws Exception {
        KubernetesObject namespace = KubernetesObject.create(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE);
        namespace.label(OwnershipMarks.MIGRATION, "another-1");
        world.destination().createIfAbsent(namespace);

        assertRefused(ReasonCode.DESTINATION_OCCUPIED, "namespace clusters-example");
    }

    @Test
    void sharedSecretWithTheSameContent_isDone() throws Exception {
        world.source()
                .find(ResourceKind.SECRET, "clusters", "company-pull-secret")
                .ifPresent(world.destination()::createIfAbsent);

        look(new CheckDestination(), context).isDone();
    }

    @Test
    void secretOfTheSameNameWithOtherContent_isRefusedWithoutShowingIt() throws Exception {
        KubernetesObject secret = KubernetesObject.create(ResourceKind.SECRET, "clusters", "company-pull-secret");
        secret.json()
                .withObject("/data")
                .put(".dockerconfigjson", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}));
        world.destination().createIfAbsent(secret);

        assertRefused(ReasonCode.OBJECT_CONFLICT, "Secret clusters/company-pull-secret");
    }

    private void assertRefused(ReasonCode reason, String what) throws Exception {
        String before = world.destination().content();

        look(new CheckDestination(), context).fails(reason, "mgmt-b", what);

        assertThat(world.destination().content()).isEqualTo(before);
    }
}
